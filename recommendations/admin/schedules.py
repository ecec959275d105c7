"""When tasks run by the calendar: the library's page, which breaks when it shows again what it has refused."""

from celery.schedules import ParseException
from django.contrib import admin
from django_celery_beat.admin import CrontabScheduleAdmin
from django_celery_beat.models import CrontabSchedule

admin.site.unregister(CrontabSchedule)


@admin.register(CrontabSchedule)
class CrontabAdmin(CrontabScheduleAdmin):
    @admin.display(description="human readable")
    def human_readable(self, crontab: CrontabSchedule) -> str:
        """In words; of what is no time, none."""
        try:
            return str(crontab.human_readable)
        except (ValueError, ParseException):
            return "-"
