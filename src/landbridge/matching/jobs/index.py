"""The index kept up to date, built anew beside itself, and measured."""
