from django.db import migrations

from landbridge.base.search.full_text import FullTextIndex


class Migration(migrations.Migration):
    dependencies = [("base", "0002_mail_documents_calendar_rates_search")]

    operations = [FullTextIndex()]
