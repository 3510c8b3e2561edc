"""The API's operations on programmes, calls, applications and places: to be read only, by the queries of the pages."""
