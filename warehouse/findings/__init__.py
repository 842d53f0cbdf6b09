"""What the data say: the headline, its sentences and its trend tables. Commands, pages and charts read them from here."""
