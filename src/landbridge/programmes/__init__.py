"""The spine: programmes, calls, applications, eligibility, screening, selection and participation."""
