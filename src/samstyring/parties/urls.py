"""Addresses of municipalities, people and offices."""

from django.urls import path

from . import views

app_name = "parties"
urlpatterns = [
    path("municipalities/", views.Organisations.as_view(), name="organisations"),
    path("municipalities/<str:key>/", views.OneOrganisation.as_view(), name="organisation"),
    path("municipalities/<str:key>/people/new/", views.RegisterPerson.as_view(), name="register_person"),
    path("people/<uuid:pk>/edit/", views.EditPerson.as_view(), name="edit_person"),
    path("asked/", views.Asked.as_view(), name="asked"),
    path("people/", views.People.as_view(), name="people"),
    path("offices/<uuid:pk>/appoint/", views.Appoint.as_view(), name="appoint"),
    path("offices/holdings/<uuid:pk>/end/", views.EndOffice.as_view(), name="end_office"),
]
