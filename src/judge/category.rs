//! The closed sets that judging answers in. Ids are a contract: they stand in files, messages and reports.

macro_rules! ids {
    ($(#[$meta:meta])* $name:ident { $($variant:ident = $id:literal),* $(,)? }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[allow(missing_docs, reason = "each id says it; rules/categories/ has the meaning")]
        pub enum $name {
            $($variant),*
        }

        impl $name {
            /// All, in the contract's order.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The id that files and messages use.
            pub fn id(self) -> &'static str {
                match self {
                    $(Self::$variant => $id),*
                }
            }

            /// The one with this id.
            pub fn from_id(id: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|x| x.id() == id)
            }
        }
    };
}

ids! {
    /// What a provision is about.
    Category {
        IllegalActivity = "illegal_activity",
        SpamMessaging = "spam_messaging",
        Malware = "malware",
        PhishingFraud = "phishing_fraud",
        NetworkAbuse = "network_abuse",
        UnauthorizedAccess = "unauthorized_access",
        SecurityTesting = "security_testing",
        CsamMinors = "csam_minors",
        ViolenceTerrorism = "violence_terrorism",
        HateHarassment = "hate_harassment",
        AdultContent = "adult_content",
        IpInfringement = "ip_infringement",
        PrivacyDataMisuse = "privacy_data_misuse",
        ScrapingAutomation = "scraping_automation",
        ReverseEngineering = "reverse_engineering",
        CompetitiveUseBenchmarking = "competitive_use_benchmarking",
        ResaleSharing = "resale_sharing",
        CryptoMiningResourceAbuse = "crypto_mining_resource_abuse",
        ImpersonationDeception = "impersonation_deception",
        MisinformationElections = "misinformation_elections",
        WeaponsDrugsRegulatedGoods = "weapons_drugs_regulated_goods",
        Gambling = "gambling",
        ExportSanctions = "export_sanctions",
        HighRiskUse = "high_risk_use",
        AiSafetyCircumvention = "ai_safety_circumvention",
        AiOutputMisuse = "ai_output_misuse",
        SurveillanceBiometrics = "surveillance_biometrics",
        MonitoringByProvider = "monitoring_by_provider",
        ContentRemoval = "content_removal",
        SuspensionTermination = "suspension_termination",
        NoNotice = "no_notice",
        UnilateralChange = "unilateral_change",
        ReportingCooperation = "reporting_cooperation",
        LiabilityLimitation = "liability_limitation",
        Indemnity = "indemnity",
        FeesPenalties = "fees_penalties",
        ArbitrationClassWaiver = "arbitration_class_waiver",
        GoverningLawJurisdiction = "governing_law_jurisdiction",
        UserResponsibilityForOthers = "user_responsibility_for_others",
        IncorporationByReference = "incorporation_by_reference",
    }
}

ids! {
    /// Potentially unfair terms as UNFAIR-ToS classifies them (Directive 93/13/EEC).
    Unfair {
        LimitationOfLiability = "limitation_of_liability",
        UnilateralTermination = "unilateral_termination",
        UnilateralChange = "unilateral_change",
        ContentRemoval = "content_removal",
        ContractByUsing = "contract_by_using",
        ChoiceOfLaw = "choice_of_law",
        Jurisdiction = "jurisdiction",
        Arbitration = "arbitration",
    }
}

ids! {
    /// How much a finding matters to the reader. Ordered from none to high.
    Severity {
        None = "none",
        Low = "low",
        Medium = "medium",
        High = "high",
    }
}

#[expect(clippy::derivable_impls, reason = "one macro makes all the sets, and no other has a default")]
impl Default for Severity {
    fn default() -> Self {
        Self::None
    }
}
