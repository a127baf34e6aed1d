"""What is done with the people of a survey: segments formed, believed, shaped, mapped, found again."""
