"""The addresses of bodies."""

from django.urls import path

from ..views import bodies as views
from ..views import substitutes
from ..views.organisation import OrganisationView
from ..views.rules_of_procedure import RulesOfProcedureView

_BODY = "bodies/<str:key>/"

urlpatterns = [
    path("bodies/", views.BodiesView.as_view(), name="bodies"),
    path("organisation/", OrganisationView.as_view(), name="organisation"),
    path(_BODY, views.BodyView.as_view(), name="body"),
    path(f"{_BODY}rules/", RulesOfProcedureView.as_view(), name="rules_of_procedure"),
    path(f"{_BODY}seats/<uuid:seat>/", views.SeatHolderView.as_view(), name="seat_holder"),
    path(f"{_BODY}members/new/", views.AppointView.as_view(), name="appoint_member"),
    path(f"{_BODY}substitutes/", substitutes.SubstitutesView.as_view(), name="substitutes"),
    path(f"{_BODY}substitutes/new/", substitutes.AppointSubstituteView.as_view(), name="appoint_substitute"),
    path(f"{_BODY}substitutes/<uuid:pk>/end/", substitutes.EndSubstituteView.as_view(), name="end_substitute"),
    path("substitutes/<uuid:pk>/", substitutes.AnswerView.as_view(), name="answer_as_substitute"),
    path(f"{_BODY}designate/", views.DesignateView.as_view(), name="designate_leader"),
    path(f"{_BODY}designation/revoke/", views.RevokeDesignationView.as_view(), name="revoke_designation"),
    path(f"{_BODY}instruction/", views.InstructView.as_view(), name="give_instruction"),
    path(f"{_BODY}instruction/revoke/", views.RevokeInstructionView.as_view(), name="revoke_instruction"),
]
