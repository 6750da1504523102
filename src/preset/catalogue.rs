//! The list of presets, in order of their numbers.
use super::{
    Preset, amazon_reviews, boutique_contest, customer_process_suggestions, customers_help_customers,
    gamers_scenario_modding, nike_feedback, nikeid_configurator, phone_case, restaurant_menu,
    thoughtful_feedback_prize, threadless_classic, threadless_funding,
};

pub(super) static PRESETS: &[Preset] = &[
    threadless_classic::PRESET,
    threadless_funding::PRESET,
    phone_case::PRESET,
    amazon_reviews::PRESET,
    nike_feedback::PRESET,
    nikeid_configurator::PRESET,
    boutique_contest::PRESET,
    restaurant_menu::PRESET,
    thoughtful_feedback_prize::PRESET,
    customer_process_suggestions::PRESET,
    customers_help_customers::PRESET,
    gamers_scenario_modding::PRESET,
];
