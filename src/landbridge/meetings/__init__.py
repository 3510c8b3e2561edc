"""The meetings wing: who meets whom, when, at which table, in whose words."""
