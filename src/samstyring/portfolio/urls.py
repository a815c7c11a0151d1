"""The addresses of the portfolio."""

from django.urls import path

from . import addresses
from .views import (
    decision_points,
    mandates,
    needs,
    parties,
    plan,
    portfolio_reports,
    projects,
    radar,
    reports,
    steering,
)

addresses.register()
app_name = "portfolio"
_PROJECT = "projects/<code:code>/"
_TO_BOARD = "reports/portfolio/<code:report>/"
_WINDOW = "reports/<code:window>/"
_REPORT = f"{_WINDOW}<code:code>/"
_NEED = "needs/<code:code>/"

urlpatterns = [
    path("projects/", projects.ProjectsView.as_view(), name="projects"),
    path("projects/new/", projects.RegisterView.as_view(), name="register"),
    path("projects/phases/", projects.PhasesView.as_view(), name="phases"),
    path("projects/purposes/", projects.PurposesView.as_view(), name="purposes"),
    path("needs/", needs.NeedsView.as_view(), name="needs"),
    path("needs/new/", needs.SendView.as_view(), name="send_need"),
    path("needs/similar/", needs.SimilarView.as_view(), name="similar_needs"),
    path(_NEED, needs.NeedView.as_view(), name="need"),
    path(f"{_NEED}support/", needs.SupportView.as_view(), name="support_need"),
    path(f"{_NEED}support/end/", needs.EndSupportView.as_view(), name="end_support"),
    path(f"{_NEED}answer/", needs.AnswerView.as_view(), name="answer_need"),
    path(f"{_NEED}withdraw/", needs.WithdrawView.as_view(), name="withdraw_need"),
    path("radar/", radar.RadarView.as_view(), name="radar"),
    path("radar/new/", radar.RegisterView.as_view(), name="register_radar_entry"),
    path("radar/workbook/", radar.WorkbookView.as_view(), name="radar_workbook"),
    path("radar/import/", radar.ImportView.as_view(), name="import_radar"),
    path("radar/import/<str:token>/", radar.PreviewView.as_view(), name="radar_preview"),
    path("radar/<code:code>/", radar.EntryView.as_view(), name="radar_entry"),
    path("radar/<code:code>/edit/", radar.EditView.as_view(), name="edit_radar_entry"),
    path("radar/<code:code>/serves/", radar.TieView.as_view(), name="tie_radar_entry"),
    path("reports/", reports.WindowsView.as_view(), name="windows"),
    path("reports/portfolio/", portfolio_reports.PortfolioReportsView.as_view(), name="portfolio_reports"),
    path(_TO_BOARD, portfolio_reports.PortfolioReportView.as_view(), name="portfolio_report"),
    path(f"{_TO_BOARD}write/", portfolio_reports.WriteView.as_view(), name="write_portfolio_report"),
    path(f"{_TO_BOARD}bring/", portfolio_reports.BringView.as_view(), name="bring_portfolio_report"),
    path("reports/new/", reports.OpenView.as_view(), name="open_window"),
    path(_WINDOW, reports.WindowView.as_view(), name="window"),
    path(f"{_WINDOW}portfolio-report/", portfolio_reports.MakeView.as_view(), name="make_portfolio_report"),
    path(f"{_WINDOW}ask/", reports.AskView.as_view(), name="ask_for_reports"),
    path(f"{_WINDOW}close/", reports.CloseView.as_view(), name="close_window"),
    path(_REPORT, reports.ReportView.as_view(), name="report"),
    path(f"{_REPORT}write/", reports.WriteView.as_view(), name="write_report"),
    path(f"{_REPORT}publish/", reports.PublishView.as_view(), name="publish_report"),
    path(f"{_REPORT}register/", reports.RegisterView.as_view(), name="register_report"),
    path("answers/", parties.AnswersView.as_view(), name="answers"),
    path(_PROJECT, projects.ProjectView.as_view(), name="project"),
    path(f"{_PROJECT}look/", projects.QuickLookView.as_view(), name="quick_look"),
    path(f"{_PROJECT}edit/", projects.EditView.as_view(), name="edit"),
    path(f"{_PROJECT}parties/add/", parties.AddView.as_view(), name="add_party"),
    path(f"{_PROJECT}parties/ask/", parties.AskView.as_view(), name="ask"),
    path(f"{_PROJECT}parties/<uuid:pk>/remove/", parties.RemoveView.as_view(), name="remove_party"),
    path(f"{_PROJECT}parties/<uuid:pk>/answer/", parties.RegisterAnswerView.as_view(), name="register_answer"),
    path(f"{_PROJECT}points/<slug:point>/pass/", decision_points.PassView.as_view(), name="pass_point"),
    path(f"{_PROJECT}documents/attach/", decision_points.AttachView.as_view(), name="attach_document"),
    path(f"{_PROJECT}model/", decision_points.ModelView.as_view(), name="choose_model"),
    path(f"{_PROJECT}changes/new/", steering.ChangeView.as_view(), name="log_change"),
    path(f"{_PROJECT}forecast/", steering.ForecastView.as_view(), name="give_forecast"),
    path(f"{_PROJECT}exceptions/new/", steering.WriteReportView.as_view(), name="write_exception_report"),
    path(f"{_PROJECT}exceptions/<int:number>/", steering.ReportView.as_view(), name="exception_report"),
    path(f"{_PROJECT}exceptions/<int:number>/bring/", steering.BringView.as_view(), name="bring_exception_report"),
    path(f"{_PROJECT}mandates/<uuid:pk>/pdf/", mandates.PdfView.as_view(), name="mandate_pdf"),
    path(f"{_PROJECT}plan/", plan.PlanView.as_view(), name="plan"),
    path(f"{_PROJECT}plan/new/", plan.AddView.as_view(), name="add_milestone"),
    path(f"{_PROJECT}plan/freeze/", plan.FreezeView.as_view(), name="freeze_baseline"),
    path(f"{_PROJECT}plan/<int:number>/", plan.MilestoneView.as_view(), name="milestone"),
    path(f"{_PROJECT}plan/<int:number>/edit/", plan.EditView.as_view(), name="edit_milestone"),
    path(f"{_PROJECT}plan/<int:number>/reached/", plan.AcceptView.as_view(), name="accept_milestone"),
    path(f"{_PROJECT}plan/<int:number>/remove/", plan.RemoveView.as_view(), name="remove_milestone"),
    path(f"{_PROJECT}mandates/new/", mandates.DraftView.as_view(), name="draft_mandate"),
    path(f"{_PROJECT}mandates/<uuid:pk>/", mandates.MandateView.as_view(), name="mandate"),
    path(f"{_PROJECT}mandates/<uuid:pk>/edit/", mandates.EditView.as_view(), name="edit_mandate"),
    path(f"{_PROJECT}mandates/<uuid:pk>/withdraw/", mandates.WithdrawView.as_view(), name="withdraw_mandate"),
]
