"""What people type: numbers, dates, times, places, and search in three spellings."""
