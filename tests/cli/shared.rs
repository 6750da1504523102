//! A sample of real files through the command.
use super::{count, winners};
use crate::conformance::shared;

#[test]
fn real_files_elect_whom_they_elected() {
    let Some(dir) = shared() else { return };
    let path = |p: &str| dir.join("data").join(p).to_str().unwrap().to_owned();
    let burlington = path("burlington-irv/us_vt_btv_2009_03_mayor.normalized.csv");
    for (rule, winner) in [("irv", "Bob Kiss"), ("plurality", "Kurt Wright"), ("schulze", "Andy Montroll")] {
        assert_eq!(winners(&burlington, &["--rule", rule]), [winner]);
    }
    assert_eq!(
        winners(&path("rctab/2013_minneapolis_mayor/ballots.csv"), &["--rule", "irv"]),
        ["BETSY HODGES"]
    );
    let krakow = path("pabulib/Poland_Krakow_2024.pb.gz");
    let (got, code) = count(&krakow, &["--rule", "budget-greedy", "--as", "spend"]);
    assert_eq!((got["outcome"]["winners"].as_array().unwrap().len(), code), (10, 0));
    let warsaw = path("pabulib/Poland_Warszawa_2017_Zerzen.pb");
    assert_eq!(winners(&warsaw, &["--rule", "budget-greedy"]).len(), 1);
    let (got, code) = count(&path("preflib/samples/00014-00000001.soc"), &["--rule", "borda"]);
    assert_eq!((&got["ballots"], code), (&5000.into(), 0));
}
