"""Who may do what with terms, the index, searches and recommendations: a module for each."""
