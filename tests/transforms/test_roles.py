"""What a title says, and who settles it when the title alone does not."""

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from expectations.contracts import RUNGS, TRADITIONAL_ROLES, TWELVE_ROLES
from transforms.roles import classify, explain, unmatched
from transforms.taxonomy import taxonomy
from transforms.titles import passes_gate, plain_form

TITLE_WORDS = [
    "Social",
    "Media",
    "Community",
    "Manager",
    "Intern",
    "PR",
    "Paid",
    "Content",
    "Creator",
    "&",
    "/",
    "-",
    "–",
    "|",
    "of",
    "(",
    ")",
    "Lead",
    "’",
    "é",
    "ſocial",
    "市",
    "\u200b",
]


def _classified(title: str, employer: str = "Acme", text: str | None = None) -> dict:
    row = {"title": [title], "employer": [employer], "text": [text]}
    return classify(pl.LazyFrame(row, dict.fromkeys(row, pl.String))).collect().row(0, named=True)


@pytest.mark.parametrize(
    ("title", "role", "rung"),
    [
        ("Social & Community Manager", "social_media_manager", "manager"),
        ("Social Media Community Manager", "community_manager", "manager"),
        ("PR and Social Media Manager", "public_relations", "manager"),
        ("Social Media and PR Manager", "social_media_manager", "manager"),
        ("Marketing & Social Media Intern", "social_media_assistant", "intern"),
        ("Social Media Manager Intern", "social_media_assistant", "intern"),
        ("Social Media Strategy Intern", "social_media_assistant", "intern"),
        ("Social Media Strategy Manager", "social_media_strategist", "manager"),
        ("PR Intern", "public_relations", "intern"),
        ("Paid Social Coordinator", "paid_social", "assistant"),
        ("Social Content Lead", "social_media_manager", "lead"),
        ("Social Content Specialist", "social_content_creator", "specialist"),
        ("Content Creator Intern", "social_content_creator", "intern"),
        ("Head of Social Media Support", "social_customer_care", "director"),
        ("Assistant Social Media Manager", "social_media_manager", "manager"),
        ("Lead Social Media Strategist", "social_media_strategist", "strategist"),
        ("Manager, Social Media", "social_media_manager", "manager"),
        ("Brand Writer & Social Media Manager", "social_media_manager", "manager"),
        ("Social Worker", "none", "specialist"),
        ("Lead Nurse", "none", "other"),
        ("Manager, Creator Partnerships", "influencer_marketing", "manager"),
        ("Program Manager, Developer Community", "community_manager", "manager"),
        ("Biddable Manager (Social)", "paid_social", "manager"),
        ("Executive Assistant + Social Media Support", "social_media_assistant", "assistant"),
        ("Responsable Redes Sociales", "social_media_specialist", "other"),
        ("Account Manager", "none", "manager"),
    ],
)
def test_the_role_is_what_stands_first_and_the_rung_its_head_word(title, role, rung):
    found = _classified(title)
    assert (found["role"], found["rung"]) == (role, rung)


def test_an_employer_that_lets_flats_settles_what_community_manager_means():
    found = _classified("Community Manager", employer="Oakfield Residential")
    assert (found["role"], found["is_homonym"], found["is_role_uncertain"]) == ("none", True, False)


def test_a_board_token_without_spaces_settles_it_too():
    assert _classified("Community Manager", employer="oakfieldproperties")["role"] == "none"


def test_a_game_studio_settles_it_the_other_way():
    found = _classified("Community Manager", employer="Nine Lanterns Games")
    assert (found["role"], found["role_basis"]) == ("community_manager", "employer")


@pytest.mark.parametrize(
    ("text", "role", "basis"),
    [
        ("You look after our Discord server.", "community_manager", "text"),
        ("You collect the rent of 120 apartments.", "none", None),
        ("You fill 120 apartments through social media.", "none", None),
    ],
)
def test_the_text_settles_what_title_and_employer_leave_open(text, role, basis):
    found = _classified("Community Manager", text=text)
    assert (found["role"], found["role_basis"], found["is_role_uncertain"]) == (role, basis, False)


@pytest.mark.parametrize(
    ("title", "employer", "role"),
    [
        ("Social Media Intern", "Brookside Hospitality", "social_media_assistant"),
        ("Social Director", "Brookside Hospitality", "none"),
        ("TikTok Marketing Manager", "Acme", "social_media_manager"),
        ("TikTok Account Manager", "TikTok", "none"),
        ("Community Engagement Specialist", "Acme", "none"),
        ("Community Engagement Specialist", "Nine Lanterns Games", "community_manager"),
        ("Assistant Community Manager, Marketing", "Acme", "none"),
    ],
)
def test_an_employer_counts_only_where_the_title_leaves_room(title, employer, role):
    assert _classified(title, employer=employer)["role"] == role


def test_a_title_that_nothing_settles_keeps_its_role_and_says_that_it_is_uncertain():
    found = _classified("Community Manager")
    assert (found["role"], found["role_basis"], found["is_role_uncertain"]) == ("community_manager", "title", True)


def test_communications_are_public_relations_only_where_the_text_names_the_press():
    assert _classified("Communications Manager")["role"] == "none"
    found = _classified("Communications Manager", text="You own media relations.")
    assert (found["role"], found["role_basis"]) == ("public_relations", "text")


def test_a_homonym_in_a_title_does_not_hide_the_role_beside_it():
    assert _classified("Social Impact & Social Media Manager")["role"] == "social_media_manager"


def test_the_evidence_is_the_words_of_the_title():
    assert _classified("Senior Paid-Social Manager (m/f/d)")["role_evidence"] == "paid social"


@pytest.mark.parametrize(
    ("title", "is_manager"),
    [
        ("Social Media Manager", True),
        ("Manager, Social Media", True),
        ("Social Media Supervisor", False),
        ("Social Media Lead", False),
        ("Social Media Manager Intern", False),
        ("Head of Social, reporting to the Manager", False),
    ],
)
def test_manager_titled_means_the_head_word_itself(title, is_manager):
    assert _classified(title)["is_manager_titled"] is is_manager


@pytest.mark.parametrize(
    ("title", "old"),
    [
        ("Marketing & Social Media Manager", "marketing"),
        ("Marketing & PR Manager", "public_relations"),
        ("Paid Social Manager", "marketing"),
        ("QA Tester", "quality_assurance"),
        ("Customer Success Manager", "customer_service"),
        ("Technical Recruiter", "human_resources"),
        ("Shift Lead - $12-$21/HR", "none"),
        ("Social Media Manager", "none"),
    ],
)
def test_the_old_role_is_told_apart_from_the_new(title, old):
    assert _classified(title)["traditional_role"] == old


@pytest.mark.parametrize(
    ("title", "text", "mentions"),
    [
        ("Social Media Manager", None, True),
        ("Nurse", None, None),
        ("Nurse", "You never post on social media.", True),
        ("Nurse", "You care.", False),
    ],
)
def test_a_mention_is_unknown_where_there_is_no_text(title, text, mentions):
    assert _classified(title, text=text)["has_social_media_mention"] is mentions


@pytest.mark.parametrize(
    ("title", "text", "reach"),
    [
        ("Social Media Manager", None, "role"),
        ("Communications Manager", "You plan.", "title"),
        ("Nurse", "You post on social media.", "text"),
        ("Nurse", "You care.", "none"),
        ("Nurse", None, None),
        ("Communications Manager", None, "title"),
    ],
)
def test_text_title_and_role_are_nested_so_that_any_count_can_be_explained(title, text, reach):
    assert _classified(title, text=text)["reach"] == reach


def test_titles_close_to_a_role_that_no_rule_caught_are_counted():
    titles = ["Chief of Communities", "Chief of  Communities", "Social Worker", "Social Media Manager", "Nurse"]
    frame = pl.LazyFrame({"title": titles, "employer": ["Acme", "Brookside", "Acme", "Acme", "Acme"]})
    near = unmatched(frame.with_columns(text=pl.lit(None, pl.String))).collect()
    assert near.rows() == [("chief of communities", 2, 2, "communities")]


@settings(deadline=None, max_examples=100)
@given(st.lists(st.one_of(st.sampled_from(TITLE_WORDS), st.sampled_from(sorted(taxonomy().gate)))).map(" ".join))
def test_what_the_gate_knows_in_plain_form_it_lets_pass_as_stated(title):
    found = pl.DataFrame({"title": [title]}).select(
        stated=passes_gate(pl.col("title")),
        plain=plain_form(pl.col("title")).str.contains_any(list(taxonomy().gate)),
    )
    assert found["stated"].item() or not found["plain"].item()


@settings(deadline=None, max_examples=25)
@given(st.lists(st.one_of(st.text(max_size=30), st.lists(st.sampled_from(TITLE_WORDS)).map(" ".join)), max_size=8))
def test_any_titles_get_one_allowed_role_each_in_their_order(titles):
    frame = pl.LazyFrame({"title": titles}, {"title": pl.String})
    found = classify(frame.with_columns(employer=pl.lit("Acme"), text=pl.lit(None, pl.String))).collect()
    assert found["title"].to_list() == titles
    assert set(found["role"]) <= {*TWELVE_ROLES, "none"}
    assert set(found["rung"]) <= set(RUNGS)
    assert set(found["traditional_role"]) <= {*TRADITIONAL_ROLES, "none"}
    assert found.select((pl.col("role") == "none") == pl.col("role_basis").is_null()).to_series().all()


def test_explain_tells_what_was_read_and_what_settled_it():
    row = {"title": ["Community Manager"], "employer": ["Oakfield Residential"], "text": [None]}
    told = explain(pl.LazyFrame(row, dict.fromkeys(row, pl.String))).collect().row(0, named=True)
    assert told["head"] == "manager"
    assert told["community_settled_by"] == "employer-"
    assert told["words"] == "community"
    assert "community_manager (community manager): denied by the employer" in told["signs"]


def test_explain_tells_which_sign_counts_and_which_nearly_did():
    row = {"title": ["Social Media Strategy Intern"], "employer": ["Acme"], "text": [None]}
    signs = explain(pl.LazyFrame(row, dict.fromkeys(row, pl.String))).collect()["signs"].item().split("; ")
    assert "social_media_assistant (social media): confirmed by the title, and counts" in signs
    assert "social_media_strategist (social media strategy): not on the rung intern" in signs


def test_a_title_keeps_its_own_role_where_the_order_of_the_frame_is_not_fixed():
    roles = {"Social Media Manager": "social_media_manager", "Publicist": "public_relations", "Nurse": "none"}
    titles = [{"title": f"{title} {n}", "known": role} for n in range(1_000) for title, role in roles.items()]
    frame = pl.LazyFrame(titles).unique().with_columns(employer=pl.lit("Acme"), text=pl.lit(None, pl.String))
    assert classify(frame).filter(pl.col("role") != pl.col("known")).collect().is_empty()


@pytest.mark.parametrize(
    ("title", "role", "rung"),
    [
        ("Associate Content & Community Manager", "community_manager", "manager"),
        ("Associate Social Media & Digital Content Officer", "social_media_specialist", "specialist"),
        ("Associate, Social Media & Partnerships", "social_media_assistant", "assistant"),
        ("Office Assistant & Social Media Manager", "social_media_manager", "manager"),
    ],
)
def test_whose_junior_somebody_is_does_not_make_an_assistant(title, role, rung):
    read = _classified(title)
    assert (read["role"], read["rung"]) == (role, rung)


def test_a_badge_before_a_line_with_the_place_is_no_part_of_the_head():
    assert _classified("Social Media DirectorNew\nSingapore")["role"] == "social_media_manager"
