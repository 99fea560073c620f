// World: the content script. Generated from rules/detection.toml: `CLAUSEWATCH_WRITE=1 cargo test javascript`.
"use strict";

/** Whether a page looks like a policy, from its address and title alone: {candidate, kind}. */
const clausewatchGate = (() => {
  /** @type {[string, number][]} kind, weight */
  const groups = [
    ["acceptable_use", 1.2],
    ["community_guidelines", 1.1],
    ["developer_terms", 1.1],
    ["terms", 1],
    ["terms", 0.75],
    ["community_guidelines", 0.6],
    ["terms", 0.5],
    ["privacy", -0.3],
    ["other", -1.5],
  ];
  // The letters that words begin with, and for each the words: group, word, patterns.
  const starts = ["acce", "aup", "aups", "poli", "guid", "proh", "rest", "anti", "abus", "send", "mess", "resp", "usag", "cont", "cond", "qual", "aanv", "util", "acep", "acei", "zulä", "zula", "akze", "polí", "d'ut", "prog", "可接受使", "利用規定", "الاس", "comm", "prin", "code", "rule", "plat", "serv", "stan", "part", "neti", "nett", "safe", "geme", "rich", "verh", "comu", "コミュニ", "社区准则", "社区规范", "deve", "agre", "dist", "term", "lice", "tos", "dev/", "publ", "and", "tand", "t&c", "t&cs", "tou", "eula", "subs", "memb", "user", "apsa", "géné", "d’ut", "cgu", "cgus", "cgv", "cgvu", "cgs", "cge", "agb", "agbs", "nutz", "gesc", "teil", "térm", "regu", "vilk", "vill", "voor", "podm", "pogo", "felt", "aszf", "ászf", "käyt", "kayt", "anva", "anvä", "kosu", "koşu", "усло", "испо", "поль", "利用規約", "用户协议", "服务条款", "使用条款", "이용약관", "الشر", "disc", "abou", "us/p", "lega", "ment", "conv", "priv", "date", "cook", "conf", "gdpr", "rgpd", "dsgv", "ccpa", "pers", "プライバ", "隐私政", "隐私权", "隐私声", "隐私条", "隐私保", "隐私协", "faq", "faqs", "blog", "news", "pres", "glos", "dict", "wiki", "temp", "gene", "site", "defi", "what", "how", "why", "exam", "samp", "sett", "pref", "cons", "dnsm", "sell", "choi", "out", "logi", "sign", "log", "repo", "appe", "tran", "slav", "cent", "foru", "thre", "jobs", "care", "open", "vaca", "mana", "engi", "podc", "vide", "cour", "quiz", "revi", "stor", "arti", "opin", "anno", "intr", "upda", "chan", "expl", "prac", "chec", "trad", "pate"];
  const words = [
    "0 acceptable acceptable-use* acceptable-usage*;0 accettabile uso-accettabile*;8 accessibility accessibility",
    "0 aup aup",
    "0 aups aups",
    "0 polic *usage-polic* anti-spam-polic* spam-polic* abuse-polic* email-polic* fair-use-polic*;0 policy *use-policy;0 policies *use-policies;0 politica politica-de-uso*;0 policies/use policies/use;1 policies rules-and-policies;2 polic api-polic*;6 policy policy;6 policies policies;6 policies/cable policies/cable;6 policy/service policy/service",
    "0 guidelines *usage-guidelines;1 guideline community-guideline* content-guideline*;1 guidelines/community guidelines/community;1 guidelines user-guidelines;5 guidelines guidelines;8 guide guide-to*;8 guidelines brand-guidelines",
    "0 prohibited prohibited-use* prohibited-content* prohibited-conduct* prohibited-activit* prohibited-business*",
    "0 restricted restricted-business* restricted-use* restricted-content*",
    "0 antispam antispam-polic*",
    "0 abuse anti-abuse*",
    "0 sending sending-polic*",
    "0 messaging messaging-polic*",
    "0 responsible responsible-use*;8 responsible responsible-disclosure",
    "0 usage fair-usage* bon-usage*",
    "0 content content-polic*;1 content content-rules;6 contrat *contrat*",
    "0 conduct online-conduct*;1 conduct code-of-conduct* hateful-conduct*;3 conditions *terms-and-conditions* term-conditions conditions-of-use* conditions-of-service* conditions-of-sale* conditions-generales* conditions-de-transport*;3 condition condition-generale*;3 condiciones condiciones*;3 condizioni condizioni*;3 condições condições*;3 condicoes condicoes*;5 conduct conduct",
    "0 quality ad-quality*",
    "0 aanvaardbaar aanvaardbaar-gebruik*",
    "0 utilisation utilisation-acceptable*;3 utilisation conditions-d-utilisation* conditions-utilisation*",
    "0 aceptable uso-aceptable*",
    "0 aceitavel uso-aceitavel*;0 aceitável uso-aceitável*",
    "0 zulässige zulässige-nutzung*",
    "0 zulaessige zulaessige-nutzung*",
    "0 akzeptablen richtlinie-zur-akzeptablen*",
    "0 política política-de-uso*",
    "0 d'utilisation charte-d'utilisation*;3 d'utilisation conditions-d'utilisation*",
    "0 program *program-polic*",
    "0 可接受使用 可接受使用*",
    "0 利用規定 利用規定*",
    "0 الاستخدام سياسة-الاستخدام*",
    "1 community community-standard* community-rule* community-polic* community-code* community-regeln*;1 communauté règles-de-la-communauté*;1 communaute regles-de-la-communaute* charte-de-la-communaute*;8 comments comments",
    "1 principle community-principle*",
    "1 codeofconduct codeofconduct",
    "1 rules house-rules site-rules forum-rules;5 rules rules",
    "1 platform platform-rules;2 platform platform-terms* platform-polic* open-platform-terms*",
    "1 server server-rules;3 service terms-service* *terms-of-service*",
    "1 standards content-standards",
    "1 participation participation-guidelines",
    "1 netiquette netiquette",
    "1 nettiquette nettiquette",
    "1 safety trust-and-safety-polic*",
    "1 gemeinschaftsrichtlinien gemeinschaftsrichtlinien*",
    "1 richtlinien community-richtlinien*",
    "1 verhaltenskodex verhaltenskodex",
    "1 comunidad normas-de-la-comunidad*;1 comunitarias normas-comunitarias;1 comunidade diretrizes-da-comunidade*;1 comunit linee-guida-della-comunit*",
    "1 コミュニティガイドライン コミュニティガイドライン",
    "1 社区准则 社区准则",
    "1 社区规范 社区规范",
    "2 developer developer-terms* developer-polic* developer-program*;2 developers developers-terms*;2 developer/terms developer/terms*;2 developers/terms developers/terms*",
    "2 agreement developer-agreement* api-agreement* developer-agreement*;3 agreement license-agreement licence-agreement user-agreement* service-agreement* services-agreement* customer-agreement* member-agreement* supplier-agreement* merchant-agreement* seller-agreement* publisher-agreement* master-agreement* agreement;3 agreements agreements",
    "2 distribution developer-distribution-agreement*",
    "2 terms dev-terms api-terms* sdk-terms*;3 termsof termsof*;3 termsand termsand*;3 terms terms-use *terms-of-use* legal-terms*;3 termscond termscond*;3 termsofuse *termsofuse*;3 termsofservice *termsofservice*;3 termsconditions termsconditions;3 terminos terminos*;3 termini termini;3 termos termos*;3 termeni termeni*;4 terms terms;4 term term",
    "2 licen api-licen* sdk-licen*;3 licen end-user-licen*;6 licen *lfm-licen*;6 licence *licence",
    "2 tos api-tos;3 tos tos",
    "2 dev/terms dev/terms*",
    "3 public *terms-public",
    "3 and t-and-c t-and-cs",
    "3 tandc tandc;3 tandcs tandcs",
    "3 t&c t&c",
    "3 t&cs t&cs",
    "3 tou tou",
    "3 eula eula",
    "3 subscriber subscriber-agreement*;3 subscription subscription-agreement*",
    "3 membership membership-agreement*",
    "3 useragreement useragreement",
    "3 apsagreement apsagreement",
    "3 générales conditions-générales*",
    "3 d’utilisation conditions-d’utilisation*",
    "3 cgu cgu cgu-*",
    "3 cgus cgus",
    "3 cgv cgv cgv-*",
    "3 cgvu cgvu",
    "3 cgs cgs",
    "3 cge cge",
    "3 agb agb",
    "3 agbs agbs",
    "3 nutzungsbedingungen *nutzungsbedingungen*",
    "3 geschäftsbedingungen *geschäftsbedingungen*;3 geschaeftsbedingungen *geschaeftsbedingungen*",
    "3 teilnahmebedingungen teilnahmebedingungen",
    "3 términos términos*",
    "3 regulamin regulamin*",
    "3 vilkår vilkår*;3 vilkar vilkar*;3 vilkaar *vilkaar*",
    "3 villkor *villkor*",
    "3 voorwaarden *voorwaarden*",
    "3 podmínky *podmínky*;3 podminky *podminky*;3 podmienky *podmienky*",
    "3 pogoji pogoji*",
    "3 feltételek *feltételek*;3 feltetelek *feltetelek*",
    "3 aszf aszf",
    "3 ászf ászf",
    "3 käyttöehdot käyttöehdot*",
    "3 kayttoehdot kayttoehdot*",
    "3 anvandaravtal anvandaravtal*",
    "3 användaravtal användaravtal*",
    "3 kosullari kullanim-kosullari*",
    "3 koşulları kullanım-koşulları*",
    "3 условия общие-условия*",
    "3 использования условия-использования*",
    "3 пользовательское пользовательское-соглашение*",
    "3 利用規約 利用規約*",
    "3 用户协议 用户协议*",
    "3 服务条款 服务条款*",
    "3 使用条款 使用条款*",
    "3 이용약관 이용약관*",
    "3 الشروط الشروط*",
    "6 disclaimer disclaimer",
    "6 about/polic about/polic*;6 aboutus/polic aboutus/polic*",
    "6 us/polic about-us/polic*",
    "6 legal legal aviso-legal",
    "6 mentions mentions-legales",
    "6 convention *convention*",
    "7 privacy *privacy*;7 privacidad *privacidad*;7 privacidade *privacidade*",
    "7 datenschutz *datenschutz*",
    "7 cookie cookie cookie-*;7 cookies cookies",
    "7 confidentialit *confidentialit*",
    "7 gdpr gdpr",
    "7 rgpd rgpd",
    "7 dsgvo dsgvo",
    "7 ccpa ccpa",
    "7 personnelles *données-personnelles* *donnees-personnelles*",
    "7 プライバシー *プライバシー*",
    "7 隐私政 *隐私政*",
    "7 隐私权 *隐私权*",
    "7 隐私声 *隐私声*",
    "7 隐私条 *隐私条*",
    "7 隐私保 *隐私保*",
    "7 隐私协 *隐私协*",
    "8 faq faq",
    "8 faqs faqs *faqs",
    "8 blog blog;8 blogs blogs",
    "8 news news;8 newsroom newsroom",
    "8 press press",
    "8 glossary glossary *glossary",
    "8 dictionary dictionary",
    "8 wiki wiki;8 wikipedia wikipedia",
    "8 template template *template;8 templates templates *templates",
    "8 generator generator *generator",
    "8 sitemap sitemap;8 site site-map",
    "8 definition definition;8 definitions definitions",
    "8 what what-is* what-are*",
    "8 how how-to* how-do*",
    "8 why why-*",
    "8 examples examples",
    "8 sample sample;8 samples samples",
    "8 settings settings",
    "8 preferences preferences",
    "8 consent consent",
    "8 dnsmpi dnsmpi",
    "8 sell do-not-sell*",
    "8 choices your-privacy-choices*",
    "8 out opt-out*",
    "8 login login",
    "8 signin signin;8 sign sign-in sign-up;8 signup signup",
    "8 log log-in",
    "8 report report-abuse*",
    "8 appeal appeal;8 appeals appeals",
    "8 transparency transparency*",
    "8 slavery modern-slavery*",
    "8 center help-center;8 centre help-centre",
    "8 forum forum;8 forums forums",
    "8 thread thread;8 threads threads",
    "8 jobs jobs",
    "8 careers careers",
    "8 openings openings",
    "8 vacancies vacancies",
    "8 manager manager",
    "8 engineer engineer",
    "8 podcast podcast",
    "8 video video;8 videos videos",
    "8 course course;8 courses courses",
    "8 quiz quiz",
    "8 review review;8 reviews reviews",
    "8 story story;8 stories stories",
    "8 article/20 article/20*",
    "8 opinion opinion",
    "8 announcing announcing*",
    "8 introducing introducing*",
    "8 updates updates-to*;8 updated we-updated*",
    "8 changes changes-to*",
    "8 explained explained",
    "8 practices best-practices",
    "8 checklist checklist",
    "8 trademark trademark*",
    "8 patents patents",
  ];
  const between = [" ", "\u00a0", "\t", "\n", "\r", "_", "+", "\u2011", "\u2013", "\u2014"];
  // In parentheses, here and below: what runs on every page is compiled with its script, not parsed once more when called.
  const folded = (function (/** @type {string} */ text) {
    let folded = text.toLowerCase().replaceAll("%20", "-");
    for (const one of between) folded = folded.replaceAll(one, "-");
    while (folded.includes("--")) folded = folded.replaceAll("--", "-");
    return folded;
  });
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
  return (function (/** @type {string} */ url, /** @type {string} */ title) {
    const scheme = url.indexOf("://");
    const rest = scheme < 0 ? url : url.slice(scheme + 3);
    // Few addresses have capitals, and a regular expression must be compiled.
    const apart = rest === rest.toLowerCase() ? rest : rest.replace(/([a-z])(?=[A-Z])/g, "$1-");
    const both = `${folded(apart)}\n${folded(title)}`;
    /** @type {string[][]} by group, what may match: nothing, on nearly every page */
    const near = [];
    // `includes` is itself what filters, so that the browser walks the list. It is then given a start's place in the list as
    // where to begin, which the spaces make harmless.
    const padded = " ".repeat(starts.length) + both;
    for (const start of starts.filter(padded.includes, padded)) {
      for (const entry of /** @type {string} */ (words[starts.indexOf(start)]).split(";")) {
        const [group = "", word = "", ...patterns] = entry.split(" ");
        if (both.includes(word)) (near[Number(group)] ??= []).push(...patterns);
      }
    }
    let sum = 0, best = 0, kind = "other";
    if (near.length > 0) {
      for (const text of both.split("\n")) {
        groups.forEach(([group, weight], i) => {
          if (!near[i]?.some((one) => holds(text, one))) return;
          sum += weight;
          const rank = group === "privacy" ? 0.6 : weight;
          if (rank > best) [best, kind] = [rank, group];
        });
      }
    }
    return { candidate: sum >= 0.5 && kind !== "privacy" && kind !== "other", kind };
  });
})();
