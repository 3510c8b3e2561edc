"""Words from free packages, each package an artefact of its own, and files of concepts that people exchange.

``packages`` what there is and under which licence · ``artefacts`` the files it is kept in · ``tsv`` and ``skos`` the
two forms of a file of concepts, over the rows of ``exchanged``. Nothing here knows the database.
"""
