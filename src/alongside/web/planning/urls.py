"""Addresses under ``/cases/<key>/plan/``."""

from django.urls import path

from alongside.web.planning import (
    action_views,
    meeting_views,
    placement_views,
    plan_views,
    supervision_views,
    writing_views,
)

app_name = "planning"
urlpatterns = [
    path("", plan_views.home, name="home"),
    path("draft/<slug:kind>/", plan_views.draft, name="draft"),
    path("actions/<uuid:action>/done/", action_views.done, name="done"),
    path("placements/new/", placement_views.new, name="new_placement"),
    path("placements/<uuid:placement>/<slug:how>/", placement_views.move, name="move"),
    path("meetings/new/", meeting_views.new, name="new_meeting"),
    path("meetings/<uuid:meeting_key>/", meeting_views.meeting, name="meeting"),
    path("meetings/<uuid:meeting_key>/held/", meeting_views.held, name="held"),
    path("meetings/<uuid:meeting_key>/not-held/", meeting_views.not_held, name="not_held"),
    path("supervision/new/", supervision_views.new, name="new_supervision"),
    path(
        "supervision/<uuid:supervision_key>/",
        supervision_views.supervision,
        name="supervision",
    ),
    path(
        "supervision/<uuid:supervision_key>/<uuid:action>/done/",
        supervision_views.done,
        name="own_done",
    ),
    path("<uuid:plan_key>/", plan_views.plan, name="plan"),
    path("<uuid:plan_key>/write/", writing_views.edit, name="edit"),
    path("<uuid:plan_key>/sign/", plan_views.sign, name="sign"),
    path("<uuid:plan_key>/begin/", plan_views.begin, name="begin"),
    path("<uuid:plan_key>/end/", plan_views.end, name="end"),
    path("<uuid:plan_key>/compare/", plan_views.comparison, name="compare"),
    path("<uuid:plan_key>/copy/", plan_views.copy, name="copy"),
    path("<uuid:plan_key>/goals/new/", writing_views.new_goal, name="new_goal"),
    path("<uuid:plan_key>/goals/<uuid:goal_key>/", writing_views.goal, name="goal"),
    path("<uuid:plan_key>/goals/<uuid:goal_key>/drop/", writing_views.drop, name="drop"),
    path("<uuid:plan_key>/goals/<uuid:goal_key>/reached/", writing_views.reached, name="reached"),
]
