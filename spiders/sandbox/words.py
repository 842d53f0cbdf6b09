"""The raw material of the sandbox's market. All of it is invented; no text comes from a real posting.

Roles and rungs are those of the codebook; `none` stands for every other job, homonyms included.
"""

Titles = tuple[tuple[str, str], ...]
"""Pairs of a title and the rung of its head word."""

SOCIAL_TITLES: dict[str, Titles] = {
    "community_manager": (
        ("Community Manager", "manager"),
        ("Senior Community Manager", "manager"),
        ("Discord Community Manager", "manager"),
        ("Online Community Manager", "manager"),
        ("Community Lead", "lead"),
        ("Head of Community", "director"),
    ),
    "social_media_manager": (
        ("Social Media Manager", "manager"),
        ("Senior Social Media Manager", "manager"),
        ("Social Media Marketing Manager", "manager"),
        ("Organic Social Manager", "manager"),
        ("Social Media Lead", "lead"),
        ("Head of Social Media", "director"),
        ("Director, Social Media", "director"),
    ),
    "social_media_analyst": (
        ("Social Media Analyst", "analyst"),
        ("Social Listening Analyst", "analyst"),
        ("Social Insights Manager", "manager"),
    ),
    "social_media_assistant": (
        ("Social Media Assistant", "assistant"),
        ("Social Media Coordinator", "assistant"),
        ("Social Media Associate", "assistant"),
        ("Social Media Intern", "intern"),
        ("Social Media Moderator", "assistant"),
    ),
    "social_media_strategist": (
        ("Social Media Strategist", "strategist"),
        ("Senior Social Strategist", "strategist"),
        ("Social Media Consultant", "strategist"),
        ("Social Strategy Director", "director"),
    ),
    "public_relations": (
        ("Public Relations Manager", "manager"),
        ("PR Specialist", "specialist"),
        ("Publicist", "specialist"),
        ("Press Officer", "specialist"),
        ("Media Relations Manager", "manager"),
        ("Public Relations Coordinator", "assistant"),
        ("PR Intern", "intern"),
        ("PR Director", "director"),
    ),
    "brand_persona": (
        ("Brand Evangelist", "specialist"),
        ("Company Spokesperson", "specialist"),
        ("Digital Brand Ambassador", "specialist"),
    ),
    "social_media_specialist": (
        ("Social Media Specialist", "specialist"),
        ("Social Media Executive", "specialist"),
        ("Social Media Officer", "specialist"),
        ("Junior Social Media Marketer", "specialist"),
    ),
    "social_content_creator": (
        ("Social Media Content Creator", "creator"),
        ("Content Creator", "creator"),
        ("TikTok Content Creator", "creator"),
        ("Social Video Editor", "creator"),
        ("Social Media Designer", "creator"),
    ),
    "paid_social": (
        ("Paid Social Specialist", "specialist"),
        ("Paid Social Manager", "manager"),
        ("Paid Social Media Buyer", "specialist"),
        ("Paid Social Analyst", "analyst"),
    ),
    "influencer_marketing": (
        ("Influencer Marketing Manager", "manager"),
        ("Influencer Marketing Specialist", "specialist"),
        ("Influencer Marketing Coordinator", "assistant"),
        ("Creator Partnerships Manager", "manager"),
    ),
    "social_customer_care": (
        ("Social Media Customer Care Representative", "specialist"),
        ("Social Media Customer Support Specialist", "specialist"),
        ("Social Care Team Lead", "lead"),
    ),
}

SOCIAL_WEIGHTS = {
    # How often each role is advertised, roughly the order of the gold sample's roles; chosen before any verdict was seen.
    "community_manager": 8,
    "social_media_manager": 20,
    "social_media_analyst": 4,
    "social_media_assistant": 14,
    "social_media_strategist": 5,
    "public_relations": 14,
    "brand_persona": 2,
    "social_media_specialist": 11,
    "social_content_creator": 9,
    "paid_social": 8,
    "influencer_marketing": 6,
    "social_customer_care": 3,
}

DAYS_OPEN = {
    # Median life of a posting in days: juniors go quickly, heads of something slowly.
    "social_media_assistant": 24,
    "social_customer_care": 22,
    "social_content_creator": 30,
    "social_media_specialist": 32,
    "social_media_manager": 44,
    "community_manager": 40,
    "public_relations": 42,
    "social_media_strategist": 55,
    "none": 48,
}
DAYS_OPEN_OTHERWISE = 36

TRENDS = {"social_content_creator": 1.8, "influencer_marketing": 1.5, "social_media_assistant": 0.7, "paid_social": 1.2}
"""Arrivals after half a year as a multiple of those at the first day; every other role stays level."""

OTHER_TITLES: dict[str, Titles] = {
    "office": (
        ("Account Executive", "specialist"),
        ("Staff Accountant", "other"),
        ("Payroll Specialist", "specialist"),
        ("Talent Acquisition Partner", "other"),
        ("Marketing Manager", "manager"),
        ("Product Manager", "manager"),
        ("Customer Success Manager", "manager"),
        ("Legal Counsel", "other"),
        ("Executive Assistant", "assistant"),
        ("Graphic Designer", "creator"),
        ("Media Planner", "specialist"),
    ),
    "software": (
        ("Software Engineer", "other"),
        ("Senior Backend Engineer", "other"),
        ("Data Analyst", "analyst"),
        ("QA Engineer", "other"),
        ("Site Reliability Engineer", "other"),
        ("Engineering Manager", "manager"),
        ("Security Engineer, Social Engineering Defence", "other"),
    ),
    "hospital": (
        ("Registered Nurse", "other"),
        ("Community Health Worker", "specialist"),
        ("Licensed Clinical Social Worker", "specialist"),
        ("Community Nurse", "other"),
        ("Physiotherapist", "other"),
        ("Medical Social Services Coordinator", "assistant"),
    ),
    "property": (
        ("Community Manager", "manager"),
        ("Assistant Community Manager", "manager"),
        ("Community Manager - Willow Court Apartments", "manager"),
        ("Leasing Consultant", "strategist"),
        ("Maintenance Technician", "other"),
        ("Community Association Manager", "manager"),
    ),
    "shop": (
        ("Store Associate", "assistant"),
        ("Warehouse Operative", "other"),
        ("Delivery Driver", "other"),
        ("Retail Brand Ambassador", "specialist"),
        ("Shift Supervisor", "manager"),
    ),
    "school": (
        ("Primary School Teacher", "other"),
        ("Community Outreach Coordinator", "assistant"),
        ("Social Studies Teacher", "other"),
        ("Lecturer in Social Science", "other"),
    ),
}

MIXES: dict[str, tuple[float, dict[str, float], dict[str, float]]] = {
    # kind of employer: share of social roles, roles it wants more than others, mix of its other jobs
    "games": (0.38, {"community_manager": 5.0}, {"software": 5, "office": 3}),
    "consumer": (0.30, {"influencer_marketing": 3.0, "social_content_creator": 2.0}, {"shop": 5, "office": 4}),
    "agency": (0.60, {"public_relations": 3.0, "paid_social": 3.0, "social_media_strategist": 3.0}, {"office": 5}),
    "software": (0.12, {"community_manager": 2.0}, {"software": 7, "office": 3}),
    "media": (0.45, {"social_content_creator": 2.5, "social_media_assistant": 1.5}, {"office": 5, "software": 1}),
    "travel": (0.28, {"social_customer_care": 6.0}, {"office": 4, "shop": 3}),
    "hospital": (0.06, {"public_relations": 3.0}, {"hospital": 8, "office": 2}),
    "property": (0.05, {}, {"property": 8, "office": 1}),
    "school": (0.14, {"social_media_assistant": 2.0, "public_relations": 2.0}, {"school": 7, "office": 3}),
}

EMPLOYERS: tuple[tuple[str, str, str], ...] = (
    # name, kind, home country; from the largest to the smallest
    ("Brindlemoor Health Trust", "hospital", "GB"),
    ("Ostrava Loom Stores", "consumer", "US"),
    ("Quillfern Cloud", "software", "US"),
    ("Tessaly Interactive Games", "games", "US"),
    ("Larkspur Hollow Apartment Homes", "property", "US"),
    ("Fennimore & Dray", "agency", "GB"),
    ("Pellucid Skincare", "consumer", "US"),
    ("Marrowstone Media", "media", "US"),
    ("Osprey Lantern Airlines", "travel", "DE"),
    ("Hexwillow Games", "games", "CA"),
    ("Umbercrest University", "school", "US"),
    ("Copperthistle Payments", "software", "GB"),
    ("Juniper Quay Realty", "property", "US"),
    ("Sablewick Foods", "consumer", "DE"),
    ("Nightjar Publicity", "agency", "US"),
    ("Voxbramble Audio", "media", "SE"),
    ("Thornapple Robotics", "software", "DE"),
    ("Wexcombe Hotels", "travel", "GB"),
    ("Pebblegate Toys", "consumer", "US"),
    ("Lumenfold Studios", "media", "CA"),
    ("Cindermark Creative", "agency", "FR"),
    ("Drossel & Finch Clinics", "hospital", "US"),
    ("Kestrelbay Security", "software", "IL"),
    ("Moonharrow Games", "games", "PL"),
    ("Applewick Schools", "school", "GB"),
    ("Gossamer Lane Fashion", "consumer", "FR"),
    ("Rookmere Sports Club", "media", "ES"),
    ("Tidewhistle Travel", "travel", "AU"),
    ("Blythe Ember Candles", "consumer", "US"),
    ("Farrowgate Digital", "agency", "IN"),
    ("Otterglass Analytics", "software", "US"),
    ("Periwinkle Pet Foods", "consumer", "CA"),
    ("Stellan Vane Cosmetics", "consumer", "KR"),
    ("Humblewood Charity", "school", "GB"),
)

PLACES: dict[str, tuple[str, ...]] = {
    "US": (
        "New York, NY",
        "Austin, TX",
        "San Francisco, CA",
        "Chicago, IL",
        "Seattle, WA",
        "Denver, CO",
        "Atlanta, Georgia",
    ),
    "GB": ("London, UK", "Manchester, England", "Leeds, United Kingdom", "Glasgow, Scotland"),
    "DE": ("Berlin, Germany", "Munich, Germany", "Hamburg, Germany"),
    "CA": ("Toronto, ON, Canada", "Vancouver, British Columbia, Canada", "Montréal, Québec, Canada"),
    "FR": ("Paris, France", "Lyon, France"),
    "SE": ("Stockholm, Sweden", "Göteborg, Sweden"),
    "IL": ("Tel Aviv, Israel",),
    "PL": ("Warsaw, Poland", "Kraków, Poland"),
    "ES": ("Barcelona, Spain", "Madrid, Spain"),
    "AU": ("Sydney, Australia", "Melbourne, VIC, Australia"),
    "IN": ("Bengaluru, India", "Mumbai, Maharashtra, India"),
    "KR": ("Seoul, South Korea",),
}

COUNTRIES = {
    "US": "United States",
    "GB": "United Kingdom",
    "DE": "Germany",
    "CA": "Canada",
    "FR": "France",
    "SE": "Sweden",
    "IL": "Israel",
    "PL": "Poland",
    "ES": "Spain",
    "AU": "Australia",
    "IN": "India",
    "KR": "South Korea",
}

PAY: dict[str, tuple[str, int, str]] = {
    # currency, a middling yearly pay, sign
    "US": ("USD", 78_000, "$"),
    "GB": ("GBP", 41_000, "£"),
    "DE": ("EUR", 52_000, "€"),
    "CA": ("CAD", 72_000, "CA$"),
    "FR": ("EUR", 46_000, "€"),
}

DEPARTMENTS = {
    "none": ("Operations", "Engineering", "Finance", "Sales"),
    "social": ("Marketing", "Brand", "Communications"),
}
EMPLOYMENT = ("Full-time", "Full-time", "Full-time", "Full-time", "Part-time", "Contract", "Temporary")

OPENINGS = (
    "{employer} has been making small things carefully for longer than anybody here can remember.",
    "At {employer} we argue kindly, write things down and go home on time.",
    "{employer} began at a kitchen table and has outgrown three of them since.",
    "Nobody at {employer} has a title longer than their lunch break.",
)
SOCIAL_DUTIES = (
    "Plan and publish our posts on every social media channel, and answer what comes back.",
    "Hear what people say about us online and carry it to the teams who can act on it.",
    "Keep the editorial calendar honest and the comment threads civil.",
    "Report each month what reached people, what did not, and why.",
    "Work with creators &amp; press so that our stories travel further than our budget.",
    "Grow our so<b>cial</b> audience in three languages.",
)
OTHER_DUTIES = (
    "Own your part of the work from the first sketch to the last check.",
    "Keep the records that others rely on, and keep them short.",
    "Help two colleagues a week with something that is not your job.",
    "Find the slow step in the process &amp; make it quick.",
    "Look after the people and the tools you are given.",
    "Share what you learn with the marketing team, which runs our social media.",
)
WISHES = (
    "You have done something like this before, or can show us why that does not matter.",
    "You write plainly &amp;amp; read closely.",
    "You would rather ask twice than guess once.",
    "You bring {years}+ years of experience.",
)
BENEFITS = (
    "Thirty days of leave, a pension, and a very good coffee machine.",
    "Hybrid work, a bicycle scheme and no meetings on Wednesdays.",
    "Fair pay, stated openly, and reviewed every spring.",
)
CLOSING = "Whoever you are, we read every letter and answer every one of them within a fortnight."
TEAMS = (
    "north",
    "south",
    "harbour",
    "river",
    "garden",
    "tower",
    "market",
    "bridge",
    "meadow",
    "island",
    "lantern",
    "mill",
)
MATTERS = (
    "our oldest customers",
    "the newsletter and its readers",
    "everything that begins with a complaint",
    "the busiest weeks of the year",
    "the things that nobody else would claim",
    "a product that opens in autumn",
    "visitors from abroad",
    "the yearly fair &amp; its guests",
    "the part of the business that grows",
    "the evening hours",
    "three houses by the sea",
    "the archive and what is in it",
)
CONTACTS = (
    "Questions? Write to Orla Fenwick-Test, orla.fenwick@example.com, or call +1 555 0100 {number}.",
    "Ask for Tamsin Example on +44 1632 960 {number}, or find her as @tamsin_hires_example.",
)
"""Personal data as it stands in real postings; addresses and numbers are from the ranges reserved for examples."""
