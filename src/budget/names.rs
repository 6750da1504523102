//! Names and parameters of equal shares for budgets: other programs have a name for each completion.
use super::limits::{EXCLUSIVE, LIMITS};
use crate::count::{Alias, Param};

/// Names that other programs have for the rule with its parameters.
pub(super) const ALIASES: &[Alias] = &[
    Alias::plain("mes"),
    Alias::plain("method_of_equal_shares"),
    Alias::with("mes-cost", &[("satisfaction", "\"cost\"")]),
    Alias::with("mes-cardinality", &[("satisfaction", "\"cardinality\"")]),
    Alias::with("mes[cost]", &[("satisfaction", "\"cost\"")]),
    Alias::with("mes[cost]+greedy[cost]", &[("satisfaction", "\"cost\""), ("completion", "\"utilitarian\"")]),
    Alias::with("mes[card]", &[("satisfaction", "\"cardinality\"")]),
    Alias::with(
        "mes[card]+greedy[card]",
        &[("satisfaction", "\"cardinality\""), ("completion", "\"utilitarian\"")],
    ),
    Alias::with("mes[cost_sqrt]", &[("satisfaction", "\"cost-sqrt\"")]),
    Alias::with(
        "mes[cost_sqrt]+greedy[cost_sqrt]",
        &[("satisfaction", "\"cost-sqrt\""), ("completion", "\"utilitarian\"")],
    ),
    Alias::with("mes[cost][tie=app_score]", &[("satisfaction", "\"cost\""), ("prefer", "\"supporters\"")]),
    Alias::with("mes[cost][tie=min_cost]", &[("satisfaction", "\"cost\""), ("prefer", "\"cheap\"")]),
    Alias::with("mes[cost][tie=max_cost]", &[("satisfaction", "\"cost\""), ("prefer", "\"dear\"")]),
    Alias::with(
        "mes[cost]+iterated_increment1",
        &[("satisfaction", "\"cost\""), ("raise", "{\"vote\":\"1\"}")],
    ),
    Alias::with(
        "mes[cost]+iterated_increment1/n",
        &[("satisfaction", "\"cost\""), ("raise", "{\"budget\":\"1\"}")],
    ),
    Alias::with(
        "mes[cost]+iterated_increment=1% of initial share",
        &[("satisfaction", "\"cost\""), ("raise", "{\"share\":\"1/100\"}")],
    ),
    Alias::with(
        "mes[cost]+add1(budget_step=n,exhaustive_stop)",
        &[("satisfaction", "\"cost\""), ("raise", "{\"vote\":\"1\"}")],
    ),
    Alias::with(
        "mes[cost]+add1(budget_step=n,no_exhaustive_stop)",
        &[("satisfaction", "\"cost\""), ("raise", "{\"vote\":\"1\"}"), ("until_exhaustive", "false")],
    ),
    Alias::with(
        "mes[cost]+add1u(iterated_increment1 then greedy[cost])",
        &[("satisfaction", "\"cost\""), ("raise", "{\"vote\":\"1\"}"), ("completion", "\"utilitarian\"")],
    ),
    Alias::with("mes[cost]+phragmen", &[("satisfaction", "\"cost\""), ("completion", "\"phragmen\"")]),
    Alias::with(
        "mes[card][tie=app_score]",
        &[("satisfaction", "\"cardinality\""), ("prefer", "\"supporters\"")],
    ),
    Alias::with("mes[card][tie=min_cost]", &[("satisfaction", "\"cardinality\""), ("prefer", "\"cheap\"")]),
    Alias::with("mes[card][tie=max_cost]", &[("satisfaction", "\"cardinality\""), ("prefer", "\"dear\"")]),
    Alias::with(
        "mes[card]+iterated_increment1",
        &[("satisfaction", "\"cardinality\""), ("raise", "{\"vote\":\"1\"}")],
    ),
    Alias::with(
        "mes[card]+iterated_increment1/n",
        &[("satisfaction", "\"cardinality\""), ("raise", "{\"budget\":\"1\"}")],
    ),
    Alias::with(
        "mes[card]+iterated_increment=1% of initial share",
        &[("satisfaction", "\"cardinality\""), ("raise", "{\"share\":\"1/100\"}")],
    ),
    Alias::with(
        "mes[card]+add1(budget_step=n,exhaustive_stop)",
        &[("satisfaction", "\"cardinality\""), ("raise", "{\"vote\":\"1\"}")],
    ),
    Alias::with(
        "mes[card]+add1(budget_step=n,no_exhaustive_stop)",
        &[("satisfaction", "\"cardinality\""), ("raise", "{\"vote\":\"1\"}"), ("until_exhaustive", "false")],
    ),
    Alias::with(
        "mes[card]+add1u(iterated_increment1 then greedy[card])",
        &[
            ("satisfaction", "\"cardinality\""),
            ("raise", "{\"vote\":\"1\"}"),
            ("completion", "\"utilitarian\""),
        ],
    ),
    Alias::with("mes[card]+phragmen", &[("satisfaction", "\"cardinality\""), ("completion", "\"phragmen\"")]),
    Alias::with(
        "mes[cost]+greedy[card]",
        &[("satisfaction", "\"cost\""), ("completion", "\"utilitarian\""), ("fill_by", "\"votes-per-cost\"")],
    ),
    Alias::with(
        "mes[card]+greedy[cost]",
        &[("satisfaction", "\"cardinality\""), ("completion", "\"utilitarian\""), ("fill_by", "\"votes\"")],
    ),
    Alias::with(
        "equalshares/add1",
        &[("satisfaction", "\"cost\""), ("raise", "{\"vote\":\"1\"}"), ("until_exhaustive", "false")],
    ),
    Alias::with(
        "equalshares/add1-comparison",
        &[("satisfaction", "\"cost\""), ("raise", "{\"vote\":\"1\"}"), ("until_exhaustive", "false")],
    ),
    Alias::with("mes[additive cardinal utilities of points]", &[("satisfaction", "\"utility\"")]),
    Alias::with("mes[borda](ordinal)", &[("satisfaction", "\"utility\"")]),
];
/// Its parameters.
pub(super) const PARAMS: &[Param] = &[
    Param {
        name: "satisfaction",
        kind: "cost | cardinality | cost-sqrt | utility",
        about: "what a purchase is worth to a supporter",
    },
    Param {
        name: "raise",
        kind: "{ vote | budget | share: exact }",
        about: "by how much everybody's part is raised between two runs: minor units a vote, or in all, or a part of the first",
    },
    Param { name: "until_exhaustive", kind: "boolean", about: "raising ends as soon as nothing more fits" },
    Param {
        name: "completion",
        kind: "none | utilitarian | phragmen",
        about: "what is done with money that is left",
    },
    Param {
        name: "fill_by",
        kind: "votes | votes-per-cost | votes-per-root-cost",
        about: "what greedy completion goes by; left out, the satisfaction",
    },
    Param {
        name: "prefer",
        kind: "any | supporters | cheap | dear",
        about: "what goes first among equal rates",
    },
    LIMITS,
    EXCLUSIVE,
];
