"""Case statistics: counted from an agency's files, protected, and attacked at each build."""
