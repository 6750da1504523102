//! Methods of the largest remainder: a quota is what one unit costs, whole quotas are given first, then the largest rests.
use super::{
    Apportionment, Exact,
    apportion::{Split, settle, whole},
};

/// What one unit costs, the largest first of those that a method falls back to.
pub(super) fn quota_of(method: Apportionment, total: u128, sum: &Exact) -> Vec<Exact> {
    let over = |more: u128| sum / &Exact::from(total + more);
    match method {
        Apportionment::LargestRemainderDroop => {
            vec![Exact::from(whole(&over(1))) + Exact::ONE]
        }
        Apportionment::LargestRemainderExactDroop => vec![over(1), over(0)],
        Apportionment::LargestRemainderImperiali => vec![over(2), over(1), over(0)],
        _ => vec![over(0)],
    }
}
/// With the first of the quotas that gives no more units than there are; the last never does.
pub(super) fn largest_remainder(total: u128, weights: &[Exact], quotas: &[Exact], order: &[usize]) -> Split {
    let mut shares: Vec<Exact> = vec![];
    let mut parts: Vec<u128> = vec![];
    for quota in quotas {
        shares = weights.iter().map(|w| w / quota).collect();
        parts = shares.iter().map(whole).collect();
        if parts.iter().sum::<u128>() <= total {
            break;
        }
    }
    let rest: Vec<Exact> = shares.iter().zip(&parts).map(|(s, p)| s - &Exact::from(*p)).collect();
    // A quota that is large for the votes leaves more units than there are weights: then each has one more, again and again.
    let with: Vec<usize> = (0..rest.len()).filter(|i| !weights[*i].is_zero()).collect();
    let each = (total - parts.iter().sum::<u128>()) / with.len() as u128;
    for i in &with {
        parts[*i] += each;
    }
    let left =
        usize::try_from(total - parts.iter().sum::<u128>()).expect("fewer units are left than weights");
    if left == 0 {
        return Split { parts, tie: None };
    }
    let mut by_rest = with;
    by_rest.sort_by(|a, b| rest[*b].cmp(&rest[*a]));
    let cut = rest[by_rest[left - 1]].clone();
    let above = by_rest.iter().take_while(|i| rest[**i] > cut).count();
    for i in &by_rest[..above] {
        parts[*i] += 1;
    }
    let mut level: Vec<usize> = by_rest[above..].iter().copied().filter(|i| rest[*i] == cut).collect();
    level.sort_unstable();
    if level.len() == left - above {
        for i in level {
            parts[i] += 1;
        }
        return Split { parts, tie: None };
    }
    settle(parts, &level, left - above, order)
}
