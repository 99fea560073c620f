// World: the content script. Generated from rules/detection.toml: `CLAUSEWATCH_WRITE=1 cargo test javascript`.
"use strict";

/** Whether a page looks like a policy, from its address and title alone: {candidate, kind}. */
const clausewatchGate = (() => {
  /** @type {[string, number, string[]][]} kind, weight; a word, then the patterns that hold it, and so on */
  const groups = [
    ["acceptable_use", 1.2, ["acceptable", "acceptable-use* acceptable-usage*", "aup", "aup", "aups", "aups", "polic", "*usage-polic* anti-spam-polic* spam-polic* abuse-polic* email-polic* fair-use-polic*", "guidelines", "*usage-guidelines", "policy", "*use-policy", "policies", "*use-policies", "prohibited", "prohibited-use* prohibited-content* prohibited-conduct* prohibited-activit* prohibited-business*", "restricted", "restricted-business* restricted-use* restricted-content*", "antispam", "antispam-polic*", "abuse", "anti-abuse*", "sending", "sending-polic*", "messaging", "messaging-polic*", "responsible", "responsible-use*", "usage", "fair-usage* bon-usage*", "content", "content-polic*", "conduct", "online-conduct*", "quality", "ad-quality*", "aanvaardbaar", "aanvaardbaar-gebruik*", "utilisation", "utilisation-acceptable*", "aceptable", "uso-aceptable*", "aceitavel", "uso-aceitavel*", "aceitável", "uso-aceitável*", "accettabile", "uso-accettabile*", "zulässige", "zulässige-nutzung*", "zulaessige", "zulaessige-nutzung*", "akzeptablen", "richtlinie-zur-akzeptablen*", "política", "política-de-uso*", "politica", "politica-de-uso*", "d'utilisation", "charte-d'utilisation*", "policies/use", "policies/use", "program", "*program-polic*", "可接受使用", "可接受使用*", "利用規定", "利用規定*", "الاستخدام", "سياسة-الاستخدام*"]],
    ["community_guidelines", 1.1, ["guideline", "community-guideline* content-guideline*", "community", "community-standard* community-rule* community-polic* community-code* community-regeln*", "principle", "community-principle*", "conduct", "code-of-conduct* hateful-conduct*", "codeofconduct", "codeofconduct", "guidelines/community", "guidelines/community", "rules", "house-rules site-rules forum-rules", "platform", "platform-rules", "server", "server-rules", "content", "content-rules", "standards", "content-standards", "guidelines", "user-guidelines", "participation", "participation-guidelines", "policies", "rules-and-policies", "netiquette", "netiquette", "nettiquette", "nettiquette", "safety", "trust-and-safety-polic*", "communauté", "règles-de-la-communauté*", "communaute", "regles-de-la-communaute* charte-de-la-communaute*", "gemeinschaftsrichtlinien", "gemeinschaftsrichtlinien*", "richtlinien", "community-richtlinien*", "verhaltenskodex", "verhaltenskodex", "comunidad", "normas-de-la-comunidad*", "comunitarias", "normas-comunitarias", "comunidade", "diretrizes-da-comunidade*", "comunit", "linee-guida-della-comunit*", "コミュニティガイドライン", "コミュニティガイドライン", "社区准则", "社区准则", "社区规范", "社区规范"]],
    ["developer_terms", 1.1, ["developer", "developer-terms* developer-polic* developer-program*", "developers", "developers-terms*", "agreement", "developer-agreement* api-agreement* developer-agreement*", "distribution", "developer-distribution-agreement*", "terms", "dev-terms api-terms* sdk-terms*", "licen", "api-licen* sdk-licen*", "polic", "api-polic*", "tos", "api-tos", "platform", "platform-terms* platform-polic* open-platform-terms*", "developer/terms", "developer/terms*", "developers/terms", "developers/terms*", "dev/terms", "dev/terms*"]],
    ["terms", 1, ["termsof", "termsof*", "termsand", "termsand*", "terms", "terms-use *terms-of-use* legal-terms*", "service", "terms-service* *terms-of-service*", "termscond", "termscond*", "conditions", "*terms-and-conditions* term-conditions conditions-of-use* conditions-of-service* conditions-of-sale* conditions-generales* conditions-de-transport*", "termsofuse", "*termsofuse*", "termsofservice", "*termsofservice*", "termsconditions", "termsconditions", "public", "*terms-public", "and", "t-and-c t-and-cs", "tandc", "tandc", "tandcs", "tandcs", "t&c", "t&c", "t&cs", "t&cs", "tos", "tos", "tou", "tou", "eula", "eula", "agreement", "license-agreement licence-agreement user-agreement* service-agreement* services-agreement* customer-agreement* member-agreement* supplier-agreement* merchant-agreement* seller-agreement* publisher-agreement* master-agreement* agreement", "licen", "end-user-licen*", "subscriber", "subscriber-agreement*", "subscription", "subscription-agreement*", "membership", "membership-agreement*", "useragreement", "useragreement", "agreements", "agreements", "apsagreement", "apsagreement", "générales", "conditions-générales*", "condition", "condition-generale*", "utilisation", "conditions-d-utilisation* conditions-utilisation*", "d'utilisation", "conditions-d'utilisation*", "d’utilisation", "conditions-d’utilisation*", "cgu", "cgu cgu-*", "cgus", "cgus", "cgv", "cgv cgv-*", "cgvu", "cgvu", "cgs", "cgs", "cge", "cge", "agb", "agb", "agbs", "agbs", "nutzungsbedingungen", "*nutzungsbedingungen*", "geschäftsbedingungen", "*geschäftsbedingungen*", "geschaeftsbedingungen", "*geschaeftsbedingungen*", "teilnahmebedingungen", "teilnahmebedingungen", "términos", "términos*", "terminos", "terminos*", "condiciones", "condiciones*", "termini", "termini", "condizioni", "condizioni*", "termos", "termos*", "condições", "condições*", "condicoes", "condicoes*", "termeni", "termeni*", "regulamin", "regulamin*", "vilkår", "vilkår*", "vilkar", "vilkar*", "vilkaar", "*vilkaar*", "villkor", "*villkor*", "voorwaarden", "*voorwaarden*", "podmínky", "*podmínky*", "podminky", "*podminky*", "podmienky", "*podmienky*", "pogoji", "pogoji*", "feltételek", "*feltételek*", "feltetelek", "*feltetelek*", "aszf", "aszf", "ászf", "ászf", "käyttöehdot", "käyttöehdot*", "kayttoehdot", "kayttoehdot*", "anvandaravtal", "anvandaravtal*", "användaravtal", "användaravtal*", "kosullari", "kullanim-kosullari*", "koşulları", "kullanım-koşulları*", "условия", "общие-условия*", "использования", "условия-использования*", "пользовательское", "пользовательское-соглашение*", "利用規約", "利用規約*", "用户协议", "用户协议*", "服务条款", "服务条款*", "使用条款", "使用条款*", "이용약관", "이용약관*", "الشروط", "الشروط*"]],
    ["terms", 0.75, ["terms", "terms", "term", "term"]],
    ["community_guidelines", 0.6, ["rules", "rules", "conduct", "conduct", "guidelines", "guidelines"]],
    ["terms", 0.5, ["policy", "policy", "policies", "policies", "disclaimer", "disclaimer", "about/polic", "about/polic*", "aboutus/polic", "aboutus/polic*", "us/polic", "about-us/polic*", "legal", "legal aviso-legal", "mentions", "mentions-legales", "contrat", "*contrat*", "convention", "*convention*", "licen", "*lfm-licen*", "licence", "*licence", "policies/cable", "policies/cable", "policy/service", "policy/service"]],
    ["privacy", -0.3, ["privacy", "*privacy*", "datenschutz", "*datenschutz*", "cookie", "cookie cookie-*", "cookies", "cookies", "confidentialit", "*confidentialit*", "privacidad", "*privacidad*", "privacidade", "*privacidade*", "gdpr", "gdpr", "rgpd", "rgpd", "dsgvo", "dsgvo", "ccpa", "ccpa", "personnelles", "*données-personnelles* *donnees-personnelles*", "プライバシー", "*プライバシー*", "隐私", "*隐私*"]],
    ["other", -1.5, ["faq", "faq", "faqs", "faqs *faqs", "blog", "blog", "blogs", "blogs", "news", "news", "newsroom", "newsroom", "press", "press", "glossary", "glossary *glossary", "dictionary", "dictionary", "wiki", "wiki", "wikipedia", "wikipedia", "template", "template *template", "templates", "templates *templates", "generator", "generator *generator", "sitemap", "sitemap", "site", "site-map", "definition", "definition", "definitions", "definitions", "what", "what-is* what-are*", "how", "how-to* how-do*", "why", "why-*", "examples", "examples", "sample", "sample", "samples", "samples", "settings", "settings", "preferences", "preferences", "consent", "consent", "dnsmpi", "dnsmpi", "sell", "do-not-sell*", "choices", "your-privacy-choices*", "out", "opt-out*", "login", "login", "signin", "signin", "sign", "sign-in sign-up", "signup", "signup", "log", "log-in", "report", "report-abuse*", "appeal", "appeal", "appeals", "appeals", "transparency", "transparency*", "slavery", "modern-slavery*", "center", "help-center", "centre", "help-centre", "forum", "forum", "forums", "forums", "thread", "thread", "threads", "threads", "comments", "comments", "jobs", "jobs", "careers", "careers", "openings", "openings", "vacancies", "vacancies", "manager", "manager", "engineer", "engineer", "podcast", "podcast", "video", "video", "videos", "videos", "course", "course", "courses", "courses", "quiz", "quiz", "review", "review", "reviews", "reviews", "story", "story", "stories", "stories", "article/20", "article/20*", "opinion", "opinion", "announcing", "announcing*", "introducing", "introducing*", "updates", "updates-to*", "changes", "changes-to*", "updated", "we-updated*", "explained", "explained", "guide", "guide-to*", "practices", "best-practices", "checklist", "checklist", "trademark", "trademark*", "patents", "patents", "accessibility", "accessibility", "responsible", "responsible-disclosure", "guidelines", "brand-guidelines"]],
  ];
  /** @param {string} text */
  const folded = (text) => text.toLowerCase().replaceAll("%20", " ").replace(/[ \u00a0\t\n\r_+\-\u2011\u2013\u2014]+/g, "-");
  /** @param {string} text @param {number} at */
  const isLetter = (text, at) => text[at] !== undefined && /** @type {string} */ (text[at]) >= "a" && /** @type {string} */ (text[at]) <= "z";
  /** "-" is a hyphen or nothing, "*" an open end. @param {string} text @param {string} pattern */
  const holds = (text, pattern) => {
    const [head = "", ...tail] = pattern.replaceAll("*", "").split("-");
    for (let at = text.indexOf(head); at >= 0; at = text.indexOf(head, at + head.length)) {
      if (!pattern.startsWith("*") && isLetter(text, at - 1)) continue;
      let end = at + head.length;
      const fits = tail.every((part) => {
        if (text[end] === "-") end += 1;
        const there = text.startsWith(part, end);
        end += part.length;
        return there;
      });
      if (fits && (pattern.endsWith("*") || !isLetter(text, end))) return true;
    }
    return false;
  };
  /** @param {string} url @param {string} title */
  return (url, title) => {
    const scheme = url.indexOf("://");
    const rest = scheme < 0 ? url : url.slice(scheme + 3);
    // Few addresses have capitals, and a regular expression must be compiled.
    const apart = rest === rest.toLowerCase() ? rest : rest.replace(/([a-z])(?=[A-Z])/g, "$1-");
    const both = `${folded(apart)}\n${folded(title)}`;
    /** @type {[string, number, string[]][]} what may match: nothing, on nearly every page */
    const near = [];
    for (const [group, weight, words] of groups) {
      const patterns = [];
      for (let i = 0; i < words.length; i += 2) {
        if (both.includes(/** @type {string} */ (words[i]))) patterns.push(.../** @type {string} */ (words[i + 1]).split(" "));
      }
      if (patterns.length > 0) near.push([group, weight, patterns]);
    }
    let sum = 0, best = 0, kind = "other";
    for (const text of both.split("\n")) {
      for (const [group, weight, patterns] of near) {
        if (!patterns.some((one) => holds(text, one))) continue;
        sum += weight;
        const rank = group === "privacy" ? 0.6 : weight;
        if (rank > best) [best, kind] = [rank, group];
      }
    }
    return { candidate: sum >= 0.5 && kind !== "privacy" && kind !== "other", kind };
  };
})();
