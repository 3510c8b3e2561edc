"""The API's operations on agreements and their promises: to be read only, by the queries of the pages."""
