"""Data of the program itself: the kinds of events, the measures, the calendars."""
