"""The system's own timetable: what it is told, so that it runs carecheck by itself."""
