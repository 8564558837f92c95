#!/usr/bin/env python3
"""Makes datasets/pay/*.csv: pay bands and figures, from public tables, in skillgap's own schema.

    python3 datasets/make/pay.py DATA OUT

DATA/pay and DATA/demand/indeed hold the tables as published; OUT/taxonomy holds roles.csv and regions.csv. How each
file is made is told in datasets/pay/README.md.
"""
import csv
import io
import json
import lzma
import math
import os
import re
import sys
import tarfile

BAND = ("source kind scheme occupation title role level region date component period currency n n_kind licence note "
        "p10 p25 p50 p75 p90 mean").split()
FIGURE = "kind key region date unit source licence note value n".split()
PCT = ("p10", "p25", "p50", "p75", "p90")
US_WORK = "US government work"
DATA = OUT = ""
ROLES, REGIONS = {}, {}


def rows(path):
    full = os.path.join(DATA, path)
    f = lzma.open(full, "rt", encoding="utf-8", newline="") if path.endswith(".xz") else open(full, encoding="utf-8",
                                                                                              newline="")
    with f:
        yield from csv.DictReader(f)


def number(value):
    """As short as it can be written without a loss that matters (six significant digits after cents)."""
    if value in ("", None):
        return ""
    text = f"{float(value):.6f}".rstrip("0").rstrip(".")
    return text


def write(name, header, table):
    path = os.path.join(OUT, "pay", name)
    with open(path, "w", encoding="utf-8", newline="") as f:
        w = csv.writer(f, lineterminator="\n")
        w.writerow(header)
        for row in table:
            w.writerow([row.get(h, "") for h in header])


def check(band):
    """What skillgap itself would refuse is refused here already."""
    known = [float(band[p]) for p in PCT if band.get(p)]
    if any(b < a for a, b in zip(known, known[1:])) or any(k <= 0 for k in known):
        sys.exit(f"pay.py: percentiles fall: {band}")
    if band["region"] not in REGIONS:
        sys.exit(f"pay.py: unknown region: {band['region']}")
    for role in band["role"].split():
        if role != "*" and role not in ROLES:
            sys.exit(f"pay.py: unknown role: {role}")
    return band


def write_bands(name, bands):
    bands = [check(b) for b in bands]
    bands.sort(key=lambda b: (b["region"].split("/")[0], b["region"], b["source"], b["occupation"], b["level"],
                              b["date"], b["component"]))
    write(name, BAND, bands)


def roles_where(test):
    return " ".join(r for r in sorted(ROLES) if test(ROLES[r]))


def isco(*prefixes):
    return roles_where(lambda r: r["isco"].startswith(prefixes))


# ---- United States: OEWS and the wage levels that rest on it ----

SOC_ROLES = {"15-1212": "penetration-tester security-analyst security-engineer",
             "13-1082": "project-manager", "15-1231": "", "15-1251": "",
             "15-1255": "product-designer"}


def soc_roles(soc):
    if soc in SOC_ROLES:
        return SOC_ROLES[soc]
    return roles_where(lambda r: r["onet"].startswith(soc) and r["id"] not in ("penetration-tester",
                                                                               "security-engineer"))


def metros():
    """OEWS area code → region id."""
    out = {r["code"]: r["id"] for r in REGIONS.values() if r["id"].startswith("US/") and r["kind"] == "metro"}
    out["00000"] = "US"
    return out


def imputed(r):
    """p90 that is p75 × 1.3 to the rounding of OEWS (tens of dollars)."""
    return r["p90"] and r["p75"] and abs(float(r["p90"]) - 1.3 * float(r["p75"])) <= 5


def oews():
    """The area that the copy calls Cleveland-Elyria has Cincinnati's code, and Cincinnati's wage levels fit its means."""
    region = metros()
    for r in rows("pay/oews_2024_metro_it.csv"):
        p = {k: r[k] for k in PCT if r[k]}
        if r["p90_flag"] or imputed(r):
            p.pop("p90", None)
        if not p and not r["mean"]:
            continue
        yield {"source": "BLS OEWS", "kind": "official", "scheme": "SOC 2018", "occupation": r["soc"],
               "title": r["title"], "role": soc_roles(r["soc"]), "level": "all", "region": region[r["area_code"][2:]],
               "date": r["ref_period"], "component": "base", "period": "year", "currency": "USD",
               "n": number(r["employment"]), "n_kind": "headcount", "licence": US_WORK,
               "note": "", "mean": number(r["mean"]), **{k: number(v) for k, v in p.items()}}


def oflc(means):
    """Wage levels of the county whose figures fit the OEWS means of a metro: mean = (I + 2 × IV) / 3."""
    path = os.path.join(DATA, "pay/oflc_soc_wage_levels.tar.xz")
    tables = {}
    with tarfile.open(path) as tar:
        for member in tar.getmembers():
            if member.name.endswith(".json"):
                tables[os.path.basename(member.name)[:-5]] = json.load(io.TextIOWrapper(tar.extractfile(member), "utf-8"))
    counties = sorted(set().union(*tables.values()))
    titles = {soc: t for (_, soc), (_, t) in means.items()}
    for region in sorted({r for r, _ in means if r != "US"}):
        want = {soc: m for (r, soc), (m, _) in means.items() if r == region and soc in tables and m}
        fits = [(misfit(tables, want, c), c) for c in counties]
        county = min((-used, worst, c) for (worst, used), c in fits if worst < 0.01)[2]
        for soc in sorted(tables):
            levels = tables[soc].get(county)
            for level in ("I", "II", "III", "IV") if levels else ():
                yield {"source": "US DOL wage levels", "kind": "official", "scheme": "SOC 2018", "occupation": soc,
                       "title": titles.get(soc, soc), "role": soc_roles(soc), "level": "wage-level:" + level,
                       "region": region, "date": "2024-05", "component": "base", "period": "hour", "currency": "USD",
                       "n": "", "n_kind": "", "licence": US_WORK, "note": f"county {county.split('|')[1]}",
                       "mean": number(levels[level])}


def misfit(tables, want, county):
    """Worst and number of the comparisons with OEWS means that a county allows."""
    errors = [abs((tables[soc][county]["I"] + 2 * tables[soc][county]["IV"]) / 3 * 2080 / mean - 1)
              for soc, mean in want.items() if county in tables[soc]]
    return (max(errors), len(errors)) if len(errors) >= 10 else (math.inf, 0)


# ---- other countries ----

OFFICIAL = {  # first words of the source → short name
    "ONS ASHE": "ONS ASHE", "ESDC Job Bank": "ESDC Job Bank", "SCB": "Statistics Sweden", "SSB": "Statistics Norway",
    "DST": "Statistics Denmark", "CBS": "Statistics Netherlands", "StatFin": "Statistics Finland",
    "BFS": "Swiss FSO", "INE": "INE Spain", "ATO": "Australian ATO", "Destatis": "Destatis", "MoSPI": "MoSPI PLFS"}
GB = {"1137": "chief-information-security-officer cto it-manager", "2131": "project-manager",
      "2132": "engineering-manager it-manager",
      "2133": "business-analyst software-architect solutions-architect systems-engineer",
      "2134": "android-engineer backend-engineer blockchain-engineer devops-engineer embedded-engineer "
              "forward-deployed-engineer frontend-engineer fullstack-engineer game-developer ios-engineer "
              "mobile-engineer platform-engineer site-reliability-engineer software-engineer",
      "2135": "penetration-tester security-analyst security-engineer", "2136": "qa-engineer",
      "2137": "network-engineer", "2139": "cloud-engineer", "2141": "product-designer web-developer",
      "3131": "systems-administrator", "3132": "support-engineer", "3133": "database-administrator",
      "3544": "data-analyst"}
CA = {"21231": "embedded-engineer platform-engineer software-architect software-engineer",
      "21232": "android-engineer backend-engineer fullstack-engineer game-developer ios-engineer mobile-engineer "
               "software-engineer",
      "21234": "frontend-engineer fullstack-engineer web-developer", "21311": "hardware-engineer"}
SE = {"2511": "business-analyst software-architect solutions-architect systems-engineer",
      "2512": "android-engineer backend-engineer devops-engineer embedded-engineer frontend-engineer "
              "fullstack-engineer ios-engineer mobile-engineer platform-engineer site-reliability-engineer "
              "software-engineer web-developer",
      "2513": "game-developer", "2514": "qa-engineer", "2515": "systems-administrator",
      "2516": "penetration-tester security-analyst security-engineer", "2519": ""}
AU = {"261311": "", "261312": "android-engineer ios-engineer mobile-engineer",
      "261313": "backend-engineer frontend-engineer fullstack-engineer platform-engineer software-engineer",
      "261314": "qa-engineer", "261315": "security-analyst security-engineer",
      "261316": "devops-engineer site-reliability-engineer", "261317": "penetration-tester"}
GB_REGION = {"UK": "GB", "Scotland": "GB/scotland", "Wales": "GB/wales", "North East": "GB/north-east",
             "North West": "GB/north-west", "Yorkshire and The Humber": "GB/yorkshire",
             "East Midlands": "GB/east-midlands", "West Midlands": "GB/west-midlands", "East": "GB/east",
             "London": "GB/london", "South East": "GB/south-east", "South West": "GB/south-west"}
CA_REGION = {"NAT:Canada": "CA", "NL:Newfoundland and Labrador": "CA/nl", "NL:Avalon Peninsula": "CA/st-johns",
             "PEI:Prince Edward Island": "CA/pe", "NS:Nova Scotia": "CA/ns", "NS:Halifax": "CA/halifax",
             "NB:New Brunswick": "CA/nb", "NB:Moncton--Richibucto": "CA/moncton",
             "NB:Saint John--St. Stephen": "CA/saint-john", "NB:Fredericton--Oromocto": "CA/fredericton",
             "QC:Quebec": "CA/qc", "QC:Capitale-Nationale": "CA/quebec-city", "QC:Montréal": "CA/montreal",
             "ON:Ontario": "CA/on", "ON:Ottawa": "CA/ottawa", "ON:Kingston--Pembroke": "CA/kingston",
             "ON:Toronto": "CA/toronto", "ON:Kitchener--Waterloo--Barrie": "CA/kitchener-waterloo",
             "ON:Hamilton--Niagara Peninsula": "CA/hamilton", "ON:London": "CA/london", "MB:Manitoba": "CA/mb",
             "MB:Winnipeg": "CA/winnipeg", "SK:Saskatchewan": "CA/sk", "SK:Regina--Moose Mountain": "CA/regina",
             "SK:Saskatoon--Biggar": "CA/saskatoon", "AB:Alberta": "CA/ab", "AB:Calgary": "CA/calgary",
             "AB:Edmonton": "CA/edmonton", "BC:British Columbia": "CA/bc",
             "BC:Vancouver Island and Coast": "CA/victoria", "BC:Lower Mainland": "CA/vancouver"}
CH_REGION = {"CH": "CH", "1 Lemanique": "CH/lemanique", "2 Espace Mittelland": "CH/espace-mittelland",
             "3 Nordwestschweiz": "CH/nordwestschweiz", "4 Zurich": "CH/zurich"}
IN_REGION = {"IN": "IN", "West Bengal": "IN/west-bengal", "Madhya Pradesh": "IN/madhya-pradesh",
             "Maharashtra": "IN/maharashtra", "Andhra Pradesh": "IN/andhra-pradesh", "Karnataka": "IN/karnataka",
             "Kerala": "IN/kerala", "Tamil Nadu": "IN/tamil-nadu", "Telangana": "IN/telangana",
             "Haryana": "IN/haryana", "Delhi": "IN/delhi", "Uttar Pradesh": "IN/uttar-pradesh"}
REGION_OF = {"GB": GB_REGION, "CA": CA_REGION, "CH": CH_REGION, "IN": IN_REGION}
DATE_OF = {"2025p": "2025", "2023-2024": "2024", "2023-24": "2024"}


def official_roles(country, occ):
    if country in ("GB", "CA", "SE", "AU"):
        return {"GB": GB, "CA": CA, "SE": SE, "AU": AU}[country][occ]
    if country == "DE":
        return isco("2512", "2513", "2514")
    if country in ("NL",):
        return isco("251")
    if country == "ES":
        return isco("25") if occ else ""
    return isco(occ)


def note_of(r, country):
    words = {"FT+PT": "full and part time", "full_time": "full time", "provisional": "provisional",
             "mean_only": "mean only", "median_only": "median only", "all_sectors": "all sectors",
             "incl_employer_pension": "with employer's pension", "annual=x37h*52": "37 hours a week",
             "private_sector": "private sector", "standardised_40h": "standardised to 40 hours",
             "part_year_included": "part-year workers included", "old_2018": "old",
             "hand_transcribed": "transcribed by hand", "unofficial_tabulation": "unofficial tabulation",
             "p25_p75_suppressed": "quartiles suppressed by the source", "net_after_tax": "net of tax",
             "self_selected": "self-selected", "usd_at_survey_fx": "USD at the survey's rates",
             "years_total_not_pro": "", "range_5k_500k": "5,000 to 500,000 USD",
             "employment_status_absent": "part time and students included",
             "not_software:hardware": "computer hardware"}
    out = []
    for flag in r["flags"].split(";"):
        if flag.startswith("model:"):
            out.append("estimate from: " + flag[6:])
        elif flag.startswith("cv_median="):
            out.append(f"coefficient of variation of the median {flag[10:]} %")
        elif words.get(flag, flag):
            out.append(words.get(flag, flag))
    if r["level"] == "non-managers":
        out.append("non-managers")
    if r["year"] == "2023-24":
        out.append("tax year to June 2024")
    via = re.search(r" via (\S+)", r["source"])
    if via:
        out.append("read via " + via.group(1))
    return "; ".join(out)


def official():
    best = {}
    for r in rows("pay/international/official_bands.csv"):
        country = r["country"]
        region = REGION_OF.get(country, {country: country}).get(r["region"])
        if country == "FR" or not region or r["level"].startswith("age:") or (country == "ES" and not r["occ"]):
            continue
        name = next(v for k, v in OFFICIAL.items() if r["source"].startswith(k))
        band = {"source": name, "kind": "official", "scheme": r["occ_scheme"], "occupation": r["occ"],
                "title": r["title"], "role": official_roles(country, r["occ"]), "level": "all", "region": region,
                "date": DATE_OF.get(r["year"], r["year"]), "component": r["component"], "period": r["period"],
                "currency": r["currency"], "n": number(r["n"]),
                "n_kind": "rows" if r["n_kind"] == "survey_rows" else "headcount" if r["n"] else "",
                "licence": "free reuse with attribution to BFS" if country == "CH" else r["licence"],
                "note": note_of(r, country), "mean": number(r["mean"]), **{k: number(r[k]) for k in PCT}}
        key = (name, region, r["occ"], r["component"])
        old = best.get(key)  # the latest year; at one year, that with more percentiles, then all employees
        rank = (band["date"], sum(1 for k in PCT if band[k]), "full and part" in band["note"])
        if old is None or rank > old[0]:
            best[key] = (rank, band)
    return [b for _, b in best.values()]


DEVTYPE = {
    "ALL IT roles": "*", "Software developers (full/back/front/mobile/desktop)": "software-engineer",
    "AI/ML engineer": "ai-engineer machine-learning-engineer ml-ops-engineer",
    "Architect, software or solutions": "software-architect solutions-architect",
    "Cloud infrastructure engineer": "cloud-engineer platform-engineer",
    "Cybersecurity or InfoSec professional": "penetration-tester security-analyst security-engineer",
    "Data engineer": "data-engineer", "Data or business analyst": "business-analyst data-analyst",
    "Data scientist": "data-scientist", "DevOps engineer or professional": "devops-engineer site-reliability-engineer",
    "Developer, QA or test": "qa-engineer", "Developer, back-end": "backend-engineer",
    "Developer, desktop or enterprise applications": "",
    "Developer, embedded applications or devices": "embedded-engineer", "Developer, front-end": "frontend-engineer",
    "Developer, full-stack": "fullstack-engineer web-developer", "Developer, game or graphics": "game-developer",
    "Developer, mobile": "android-engineer ios-engineer mobile-engineer",
    "Engineering manager": "engineering-manager", "Product manager": "product-manager",
    "Support engineer or analyst": "support-engineer", "System administrator": "systems-administrator"}
DOU = {"SE": "android-engineer backend-engineer embedded-engineer frontend-engineer fullstack-engineer game-developer "
             "ios-engineer mobile-engineer software-engineer web-developer",
       "DevOps": "cloud-engineer devops-engineer platform-engineer site-reliability-engineer",
       "DS": "data-scientist machine-learning-engineer", "QA": "qa-engineer", "Support": "support-engineer",
       "SysAdmin": "systems-administrator", "Project Mgmt": "project-manager", "Product Mgmt": "product-manager",
       "Analyst": "business-analyst data-analyst", "UI/UX, Product Design": "product-designer"}
KOODI = {"ALL": "*", "Architect, Software or Solutions": "software-architect solutions-architect",
         "Developer, Backend": "backend-engineer", "Developer, Full-Stack": "fullstack-engineer software-engineer"}
LEVEL = {"all": "all", "Junior": "junior", "Middle": "mid", "Mid-level": "mid", "Senior": "senior",
         "Lead/Team Lead": "lead", "Lead / Team Lead": "lead", "Tech Lead": "lead", "Intern/Trainee": "intern",
         "Staff / Principal / Lead": "staff", "Manager": "manager", "Manager or People Lead": "manager",
         "years_coding:0-4": "years:0-4", "years_coding:5-9": "years:5-9", "years_coding:10-19": "years:10-19",
         "years_coding:20+": "years:20+"}
DOU_REGION = {"UA": "UA", "Київ чи область": "UA/kyiv", "Львів чи область": "UA/lviv", "Дніпро чи область": "UA/dnipro",
              "Одеса чи область": "UA/odesa", "Харків чи область": "UA/kharkiv", "Вінниця чи область": "UA/vinnytsia",
              "Івано-Франківськ чи область": "UA/ivano-frankivsk", "Житомир чи область": "UA/zhytomyr",
              "Тернопіль чи область": "UA/ternopil", "Черкаси чи область": "UA/cherkasy"}
FI_REGION = {"FI": "FI", "Capital region (Helsinki, Espoo, Vantaa)": "FI/helsinki", "Tampere": "FI/tampere",
             "Turku": "FI/turku"}


def survey(r):
    """One row of the survey table as (key, band), or None."""
    if r["source"].startswith("Stack Overflow Developer Survey 2025"):
        name, region, role = "Stack Overflow survey", r["country"], DEVTYPE[r["occ"]]
    elif r["source"].startswith("DOU"):
        name, region, role = "DOU survey", DOU_REGION.get(r["region"]), DOU[r["occ"]]
    elif r["source"].startswith("Koodi"):
        name, region, role = "Koodiklinikka survey", FI_REGION[r["region"]], KOODI[r["occ"]]
    else:
        return None
    level = LEVEL.get(r["level"])
    if not region or not level:
        return None
    note = note_of(r, r["country"])
    if level.startswith("years:"):
        note = "years since starting to code; " + note
    if r["level"] in ("Tech Lead", "Staff / Principal / Lead"):
        note = r["level"] + "; " + note
    band = {"source": name, "kind": "survey", "scheme": r["occ_scheme"], "occupation": r["occ"], "title": r["title"],
            "role": role, "level": level, "region": region, "date": r["year"][:7].split(" ")[0],
            "component": r["component"], "period": r["period"], "currency": r["currency"], "n": number(r["n"]),
            "n_kind": "rows", "note": note, "mean": number(r["mean"]), **{k: number(r[k]) for k in PCT},
            "licence": {"S": "ODbL-1.0", "D": "free use with a link to DOU", "K": "CC-BY-4.0"}[name[0]]}
    return (name, region, r["occ"], level, r["level"] == "Tech Lead"), band


def surveys():
    best = {}
    for r in rows("pay/international/survey_bands.csv"):
        found = survey(r)
        if found and (found[0] not in best or best[found[0]]["date"] < found[1]["date"]):
            best[found[0]] = found[1]
    return list(best.values())


# ---- posted ranges collected by foorilla ----

POSTED = {"EN": "junior", "MI": "mid", "SE": "senior", "EX": "director"}
CURRENCY = {"US": "USD", "GB": "GBP", "CA": "CAD", "AU": "AUD", "PL": "PLN", "CH": "CHF", "IN": "INR"}


def posted_roles():
    out = {}
    for r in csv.DictReader(open(os.path.join(OUT, "taxonomy/titles.csv"), encoding="utf-8", newline="")):
        if r["role"] != "none":
            out[r["text"]] = r["role"]
    return out


def collapse(path, years):
    """Distinct posted ranges: two rows in a row that differ in pay alone are the ends of one range."""
    fields = ("work_year", "experience_level", "employment_type", "job_title", "salary_currency", "employee_residence",
              "remote_ratio", "company_location", "company_size")
    seen, held = {}, None
    for r in list(rows(path)) + [None]:
        key = tuple(r[f] for f in fields) if r else None
        if held and key == held[0]:
            pay = sorted((held[1], float(r["salary"])))
            seen[held[0] + tuple(pay)] = sum(pay) / 2
            held = None
            continue
        if held:
            seen[held[0] + (held[1],)] = held[1]
        held = (key, float(r["salary"])) if r else None
    for key, pay in seen.items():
        year, level, kind, title, currency, home, _, firm = key[:8]
        if year in years and kind == "FT" and home == firm:
            yield level, title, currency, home, pay


def quantile(sorted_values, p):
    """Linear interpolation between order statistics (Hyndman and Fan 1996, type 7)."""
    at = p * (len(sorted_values) - 1)
    low = int(at)
    high = min(low + 1, len(sorted_values) - 1)
    return sorted_values[low] + (at - low) * (sorted_values[high] - sorted_values[low])


def posted(path, years, source, date, note):
    titles, cells = posted_roles(), {}
    for level, title, currency, home, pay in collapse(path, years):
        role = titles.get(title.lower(), "")
        if not role or home not in REGIONS or currency != CURRENCY.get(home, "EUR") or not 5000 <= pay <= 2e6:
            continue
        if currency == "EUR" and REGIONS[home]["currency"] != "EUR":
            continue
        for lv in ("all", POSTED[level]):
            cells.setdefault((role, home, lv, currency), []).append(pay)
    for (role, home, lv, currency), values in sorted(cells.items()):
        if len(values) < 30:
            continue
        values.sort()
        pct = {p: number(round(quantile(values, int(p[1:]) / 100))) for p in PCT}
        yield {"source": source, "kind": "posted", "scheme": "title", "occupation": role,
               "title": ROLES[role]["name"], "role": role, "level": lv, "region": home, "date": date,
               "component": "base", "period": "year", "currency": currency, "n": str(len(values)),
               "n_kind": "postings", "licence": "CC0-1.0",
               "note": note + ("; stated as executive or director" if lv == "director" else ""),
               "mean": number(round(sum(values) / len(values))), **pct}


# ---- figures ----

FX = {"Australia": "AUD", "Brazil": "BRL", "Canada": "CAD", "China": "CNY", "Denmark": "DKK", "Euro": "EUR",
      "Hong Kong": "HKD", "India": "INR", "Japan": "JPY", "Malaysia": "MYR", "Mexico": "MXN", "New Zealand": "NZD",
      "Norway": "NOK", "Singapore": "SGD", "South Africa": "ZAR", "South Korea": "KRW", "Sri Lanka": "LKR",
      "Sweden": "SEK", "Switzerland": "CHF", "Taiwan": "TWD", "Thailand": "THB", "United Kingdom": "GBP"}
PDDL = "PDDL-1.0"


def fx():
    for r in rows("pay/fx_monthly_usd.csv.xz"):
        if r["Country"] in FX and r["Date"] >= "2023-01":
            yield {"kind": "fx", "key": FX[r["Country"]], "date": r["Date"][:7], "unit": "per USD",
                   "source": "Federal Reserve H.10", "licence": PDDL, "value": number(r["Exchange rate"])}


def fx_survey():
    for r in rows("pay/international/so2025_implied_fx.csv"):
        if r["currency"] not in FX.values():
            yield {"kind": "fx", "key": r["currency"], "date": "2025-06", "unit": "per USD",
                   "source": "Stack Overflow survey 2025", "licence": "ODbL-1.0",
                   "note": "rate that the survey's own conversion implies", "value": number(1 / float(r["usd_per_unit"])),
                   "n": number(r["n"])}


def parity():
    code = {r["code"]: r["id"] for r in REGIONS.values() if r["id"].startswith("US/") and r["kind"] == "metro"}
    state = {r["name"].replace(" State", ""): r["id"] for r in REGIONS.values()
             if r["id"].startswith("US/") and r["kind"] == "subdivision"}
    bea = {"kind": "parity", "key": "rpp", "unit": "US = 100", "source": "BEA regional price parities",
           "licence": US_WORK, "note": "all items"}
    for r in rows("pay/bea_MARPP_MSA_2008_2024.csv"):
        if r["LineCode"] == "1" and r["GeoFIPS"].strip(' "') in code:
            yield {**bea, "region": code[r["GeoFIPS"].strip(' "')], "date": "2024", "value": number(r["2024"])}
    for r in rows("pay/bea_SARPP_STATE_2008_2023.csv.xz"):
        if r["LineCode"] == "5" and r["GeoName"].strip(" *") in state:
            yield {**bea, "region": state[r["GeoName"].strip(" *")], "date": "2023", "value": number(r["2023"])}
    for r in rows("pay/worldbank_ppp_gdp.csv"):
        if r["Country ID"] in REGIONS and r["Year"] == "2024":
            yield {"kind": "parity", "key": "ppp", "region": r["Country ID"], "date": "2024",
                   "unit": "currency per international dollar", "source": "World Bank", "licence": "CC-BY-4.0",
                   "note": "GDP", "value": number(r["PPP"])}


MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()


def wage_index():
    """Cumulated from year-on-year growth: each month adds a twelfth of the log growth over its last year."""
    level = {}
    for r in rows("demand/indeed/posted-wage-growth-by-country.csv"):
        growth = r["posted_wage_growth_yoy_3moavg"]
        growth = r["posted_wage_growth_yoy"] if growth in ("NA", "") else growth
        region = r["jobcountry"]
        if region not in REGIONS or growth in ("NA", ""):
            continue
        month, year = r["month"].split("-")
        level[region] = level.get(region, math.log(100)) + math.log1p(float(growth)) / 12
        yield {"kind": "wage-index", "key": "posted wages", "region": region,
               "date": f"20{year}-{MONTHS.index(month) + 1:02d}", "unit": "2018-12 = 100",
               "source": "Indeed Hiring Lab", "licence": "CC-BY-4.0", "note": "cumulated from year-on-year growth",
               "value": number(round(math.exp(level[region]), 3)), "n": number(r["n_obs"])}


def inflation():
    for r in rows("pay/bls_cpi_us.csv"):
        if r["Date"] >= "2023-01":
            yield {"kind": "inflation", "key": "cpi-index", "region": "US", "date": r["Date"][:7],
                   "unit": "1982-84 = 100", "source": "BLS CPI-U", "licence": US_WORK, "value": number(r["Index"])}
    alpha3 = {"ARG": "AR", "AUS": "AU", "AUT": "AT", "BEL": "BE", "BGR": "BG", "BRA": "BR", "CAN": "CA", "CHE": "CH",
              "CHL": "CL", "CHN": "CN", "COL": "CO", "CZE": "CZ", "DEU": "DE", "DNK": "DK", "ESP": "ES", "EST": "EE",
              "FIN": "FI", "FRA": "FR", "GBR": "GB", "GRC": "GR", "HKG": "HK", "HRV": "HR", "HUN": "HU", "IDN": "ID",
              "IND": "IN", "IRL": "IE", "ISR": "IL", "ITA": "IT", "JPN": "JP", "KEN": "KE", "KOR": "KR", "LTU": "LT",
              "LVA": "LV", "MEX": "MX", "MYS": "MY", "NGA": "NG", "NLD": "NL", "NOR": "NO", "NZL": "NZ", "PAK": "PK",
              "PHL": "PH", "POL": "PL", "PRT": "PT", "ROU": "RO", "SGP": "SG", "SRB": "RS", "SVK": "SK", "SVN": "SI",
              "SWE": "SE", "THA": "TH", "TUR": "TR", "UKR": "UA", "USA": "US", "VNM": "VN", "ZAF": "ZA"}
    for r in rows("pay/international/worldbank_cpi_inflation_pct.csv.xz"):
        if r["Country Code"] in alpha3 and r["Year"] >= "2022" and r["CPI"]:
            yield {"kind": "inflation", "key": "cpi", "region": alpha3[r["Country Code"]], "date": r["Year"],
                   "unit": "percent a year", "source": "World Bank", "licence": "CC-BY-4.0",
                   "value": number(round(float(r["CPI"]), 3))}


def hours():
    with open(os.path.join(DATA, "pay/international/hours_worked_nl_dk_ie_ca.json"), encoding="utf-8") as f:
        countries = json.load(f)["data"]["countries"]
    for region, table in sorted(countries.items()):
        year = max(table["by_year"])
        stat = region == "CA"
        yield {"kind": "hours", "key": "usual-week", "region": region, "date": year, "unit": "hours a week",
               "source": "Statistics Canada 14-10-0043" if stat else "Eurostat lfsa_ewhun2",
               "licence": "OGL-Canada-2.0" if stat else "CC-BY-4.0",
               "note": "full time" + ("" if stat else ", information and communication"),
               "value": number(table["by_year"][year]["usual_weekly_hours"])}
    yield {"kind": "hours", "key": "standard-week", "region": "US", "date": "2024", "unit": "hours a week",
           "source": "BLS OEWS", "licence": US_WORK, "note": "2,080 hours a year", "value": "40"}
    yield {"kind": "hours", "key": "standard-week", "region": "DK", "date": "2024", "unit": "hours a week",
           "source": "Statistics Denmark LONS20", "licence": "CC-BY-4.0", "note": "annual = 37 × 52", "value": "37"}


MOVES = """
external-hire-premium-low|US|2009|share|Bidwell 2011|one bank, 2003–09: pay of external hires over internal ones|.18|
external-hire-premium-high|US|2009|share|Bidwell 2011|one bank, 2003–09: pay of external hires over internal ones|.20|
switcher-raise|US|2023-06|share a year|Atlanta Fed Wage Growth Tracker|median raise of those who changed job|.061|
stayer-raise|US|2023-06|share a year|Atlanta Fed Wage Growth Tracker|median raise of those who stayed|.054|
switcher-raise|US|2024-06|share a year|ADP Pay Insights|median raise of those who changed job|.077|
stayer-raise|US|2024-06|share a year|ADP Pay Insights|median raise of those who stayed|.049|
switcher-raise|US|2026-01|share a year|ADP Pay Insights|median raise of those who changed job|.064|
stayer-raise|US|2026-01|share a year|ADP Pay Insights|median raise of those who stayed|.045|
switcher-premium-information|US|2026-01|points a year|ADP Pay Insights|switchers less stayers in information: below zero|-.006|
months-stayers-led|US|2026-01|share of months|Atlanta Fed Wage Growth Tracker|stayers were ahead in 36 of 341 months|.1056|341
switcher-real-gain|US|2022|share of people|Pew Research|real pay rose, 2021–22, among those who switched|.60|
stayer-real-gain|US|2022|share of people|Pew Research|real pay rose, 2021–22, among those who stayed|.47|
promotion-rate|US|2026-11|share a year|Pave|technology firms; as quoted in November 2026, period of the data not stated|.14|245000
promotion-raise|US|2012|share|WorldatWork|average raise at a promotion|.087|
unemployed-spell|US|2024-04|weeks|BLS|median of the unemployed, professional work|12.0|
unemployed-spell|US|2025-07|weeks|BLS|median of the unemployed, professional work|7.3|
employed-search-efficiency|US|2022|times|Faberman, Mueller, Şahin and Topa 2022|offers for the same effort, employed against unemployed|4|
"""


def moves():
    for line in MOVES.strip().split("\n"):
        key, region, date, unit, source, note, value, n = line.split("|")
        yield {"kind": "move", "key": key, "region": region, "date": date, "unit": unit, "source": source,
               "licence": "quoted fact", "note": note, "value": number(value), "n": n}


def write_figures(name, figures):
    figures = sorted(figures, key=lambda f: (f["kind"], f["key"], f.get("region", ""), f["date"], f["source"]))
    write(name, FIGURE, figures)


def main():
    global DATA, OUT
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    DATA, OUT = sys.argv[1:]
    os.makedirs(os.path.join(OUT, "pay"), exist_ok=True)
    for table, name in ((ROLES, "roles"), (REGIONS, "regions")):
        with open(os.path.join(OUT, f"taxonomy/{name}.csv"), encoding="utf-8", newline="") as f:
            table.update((r["id"], r) for r in csv.DictReader(f))
    us = list(oews())
    write_bands("bands-oews.csv", us)
    means = {(b["region"], b["occupation"]): (float(b["mean"] or 0), b["title"]) for b in us}
    write_bands("levels-oflc.csv", oflc(means))
    bands = official()
    write_bands("bands-official.csv", [b for b in bands if b["licence"] != "ODbL-1.0"])
    write_bands("bands-india-odbl.csv", [b for b in bands if b["licence"] == "ODbL-1.0"])
    bands = surveys()
    write_bands("bands-survey.csv", [b for b in bands if b["licence"] != "ODbL-1.0"])
    write_bands("bands-survey-odbl.csv", [b for b in bands if b["licence"] == "ODbL-1.0"])
    write_bands("bands-posted.csv",
                list(posted("pay/foorilla_aijobs_salaries_2025-01-19.csv.xz", {"2024", "2025"}, "foorilla AI postings",
                            "2024", "midpoints of posted ranges, 2024 to January 2025, on an AI job board")) +
                list(posted("pay/foorilla_infosec_salaries.csv.xz", {"2025"}, "foorilla security postings", "2025",
                            "midpoints of posted ranges of 2025 on a security job board")))
    write_figures("figures.csv", [*fx(), *parity(), *wage_index(), *inflation(), *hours(), *moves()])
    write_figures("figures-survey-odbl.csv", fx_survey())


main()
