"""Every address of the desk, by what people do there."""

from bridgework.web.desk.receiving_urls import urlpatterns as receiving
from bridgework.web.desk.referring_urls import urlpatterns as referring

urlpatterns = [*referring, *receiving]
