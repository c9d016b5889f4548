"""The five readings as they are said, in the order of a tally; none says true or false."""

WORDS = {
    "consistent": "Consistent with the data",
    "mixed": "Mixed",
    "at_odds": "At odds with the data",
    "too_little_data": "Too little data",
    "not_a_data_question": "Not a data question",
}
