//! Known systems as plans: each is run as a whole small contest with the numbers that are worked for it.
mod all;
mod amazon_reviews;
mod boutique_contest;
#[cfg(feature = "cli")]
mod cli;
mod customer_process_suggestions;
mod customers_help_customers;
mod desk;
mod gamers_scenario_modding;
mod nike_feedback;
mod nikeid_configurator;
mod phone_case;
mod restaurant_menu;
mod thoughtful_feedback_prize;
mod threadless_classic;
mod threadless_funding;
