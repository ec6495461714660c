package io.silkroute.export.ledger;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.Set;

/** Where a failure is put right. */
public enum Mend {
    PIM("In the PIM: correct the item and send it again."),
    MAPPING("In the mapping: correct the rule, then replay the item."),
    SHOP("In the shop: settle it there, then replay the item."),
    AGAIN("Nowhere: replay the item."),
    CONNECTOR("In the connector: this is a defect of it, please report it.");

    private static final Set<String> IN_MAPPING = Set.of(
            "ADMIN_ACCESS_INPUT_NOT_ALLOWED",
            "CANNOT_COMBINE_LINKED_AND_NONLINKED_OPTION_VALUES",
            "CANNOT_SET_NAME_FOR_LINKED_OPTION_VALUE",
            "CANNOT_SPECIFY_BOTH",
            "DUPLICATE_LINKED_OPTION",
            "HTTP_422",
            "INVALID_CAPABILITY",
            "INVALID_CHARACTER",
            "INVALID_CONSTRAINTS",
            "INVALID_KEY_FOR_MODEL",
            "INVALID_METAFIELD",
            "INVALID_METAFIELD_VALUE_FOR_LINKED_OPTION",
            "INVALID_NAME",
            "INVALID_VALUE_FOR_HANDLE_TRANSLATION",
            "INVALID_VARIABLE",
            "INVENTORY_QUANTITIES_LIMIT_EXCEEDED",
            "LOCAL_CURRENCY_GIFT_CARD_PRICE_MUST_BE_ZERO",
            "MISSING_FUNCTION_IDENTIFIER",
            "MULTIPLE_FUNCTION_IDENTIFIERS",
            "MULTIPLE_RECURRING_CYCLE_LIMIT_FOR_NON_SUBSCRIPTION_ITEMS",
            "MUST_SPECIFY_ONE_OF_PAIR",
            "NOT_DEFINED_FOR_SHOP",
            "NO_DUPLICATE_INVENTORY_ITEM_ID_GROUP_ID_PAIR",
            "NO_INVENTORY_QUANTITES_DURING_UPDATE",
            "NO_INVENTORY_QUANTITIES_ON_VARIANTS_UPDATE",
            "PRODUCT_OPTIONS_INPUT_MISSING",
            "RECURRING_CYCLE_LIMIT_NOT_A_VALID_INTEGER",
            "RESERVED_NAMESPACE_KEY",
            "RESOURCE_NOT_TRANSLATABLE",
            "TOO_MANY_ARGUMENTS",
            "TYPE_NOT_ALLOWED_FOR_CONDITIONS",
            "UNSUPPORTED_PINNING",
            "VARIANTS_INPUT_MISSING");
    private static final Set<String> IN_SHOP = Set.of(
            "AMBIGUOUS_LINK",
            "CANNOT_MODIFY_APP_CATALOG",
            "CANNOT_MODIFY_APP_CATALOG_PUBLICATION",
            "CANNOT_MODIFY_MARKET_CATALOG",
            "CANNOT_MODIFY_MARKET_CATALOG_PUBLICATION",
            "CAPABILITY_REQUIRED_BUT_DISABLED",
            "CATALOG_NOT_FOUND",
            "DIFFERS",
            "DUPLICATED_METAFIELD_VALUE",
            "GIFT_CARDS_NOT_ACTIVATED",
            "INPUT_MISMATCH",
            "INVALID_LOCALE_FOR_MARKET",
            "INVALID_LOCALE_FOR_SHOP",
            "INVALID_LOCATION",
            "INVALID_PRODUCT_DISCOUNTS_FALSE_WITH_EXISTING_TAGS_ON_SAME_CART_LINE",
            "INVALID_PRODUCT_DISCOUNTS_WITH_TAGS_ON_SAME_CART_LINE_FOR_DISCOUNT_CLASS",
            "LIMIT_EXCEEDED",
            "LINKED_METAFIELD_DEFINITION_NOT_FOUND",
            "LINKED_OPTIONS_NOT_SUPPORTED_FOR_SHOP",
            "MARKET_NOT_FOUND",
            "MAX_APP_DISCOUNTS",
            "OWNER_TYPE_LIMIT_EXCEEDED_FOR_AUTOMATED_COLLECTIONS",
            "OWNER_TYPE_LIMIT_EXCEEDED_FOR_USE_AS_ADMIN_FILTERS",
            "PINNED_LIMIT_REACHED",
            "PRODUCT_DISCOUNTS_WITH_TAGS_ON_SAME_CART_LINE_NOT_ENTITLED",
            "PRODUCT_SUSPENDED",
            "PRODUCT_TYPE_INCOMPATIBLE_WITH_CATALOG_TYPE",
            "PUBLICATION_NOT_FOUND",
            "RESOURCE_TYPE_LIMIT_EXCEEDED",
            "RESOURCE_TYPE_LIMIT_EXCEEDED_BY_APP",
            "SUBSCRIPTION_VIOLATION",
            "TOO_MANY_PRODUCT_DISCOUNTS_WITH_TAGS_ON_SAME_CART_LINE",
            "UNSTRUCTURED_ALREADY_EXISTS",
            "UNSUPPORTED_COMBINED_LISTING_PARENT_OPERATION",
            "UNSUPPORTED_PUBLICATION_ACTION",
            "UNSUPPORTED_PUBLISHABLE_TYPE");
    private static final Set<String> BY_REPLAY = Set.of(
            "CHANGE_FROM_QUANTITY_STALE",
            "COMPARE_QUANTITY_STALE",
            "GENERIC_ERROR",
            "IDEMPOTENCY_PREVIOUS_ATTEMPT_FAILED",
            "INTERNAL_ERROR",
            "INTERNAL_FILE_SERVER_ERROR",
            "INVALID_INVENTORY_ITEM",
            "INVALID_PUBLISHABLE_ID",
            "INVALID_STAGED_UPLOAD_FILE",
            "INVALID_TRANSLATABLE_CONTENT",
            "JOB_ERROR",
            "LIMIT_REACHED",
            "MARKET_LOCALE_CREATION_FAILED",
            "MUST_BE_FOR_THIS_PRODUCT",
            "NOT_FOUND",
            "NO_ANSWER",
            "NO_RESULT",
            "NO_SUCH_FILE",
            "OPERATION_IN_PROGRESS",
            "OPTION_DOES_NOT_EXIST",
            "OPTION_VALUE_DOES_NOT_EXIST",
            "OUT_OF_ATTEMPTS",
            "PRICE_LIST_CURRENCY_MISMATCH",
            "PRICE_LIST_NOT_FOUND",
            "PRICE_NOT_FIXED",
            "PRODUCT_DOES_NOT_EXIST",
            "PRODUCT_LOCK_ERROR",
            "PRODUCT_VARIANT_DOES_NOT_EXIST",
            "PRODUCT_VARIANT_ID_MISSING",
            "PUBLICATION_LOCKED",
            "RESOURCE_NOT_FOUND",
            "SHOP_UNREACHABLE",
            "VARIANT_NOT_FOUND",
            "VARIANT_THROTTLE_EXCEEDED");
    private static final Set<String> DEFECTS = Set.of(
            "APPLIES_ON_NOTHING",
            "BAD_REQUEST",
            "CANNOT_COMBINE_PRODUCTS_AND_VARIANTS",
            "COMPARE_QUANTITY_REQUIRED",
            "DEFECT",
            "HTTP_400",
            "HTTP_406",
            "IDEMPOTENCY_KEY_PARAMETER_MISMATCH",
            "ID_NOT_ALLOWED",
            "INVALID_FIELD_ARGUMENTS",
            "INVALID_MARKET_LOCALIZABLE_CONTENT",
            "INVALID_MUTATION",
            "INVALID_REASON",
            "INVALID_REFERENCE_DOCUMENT",
            "MARKET_CUSTOM_CONTENT_NOT_ALLOWED",
            "MARKET_DOES_NOT_EXIST",
            "METAFIELD_MISMATCH",
            "PARSE_ERROR",
            "PUBLICATION_UPDATE_LIMIT_EXCEEDED",
            "RESOURCE_NOT_MARKET_CUSTOMIZABLE",
            "TOO_MANY_KEYS_FOR_RESOURCE",
            "VARIANTS_BELONG_TO_MULTIPLE_PRODUCTS",
            "VARIANT_PUBLISHING_UNSUPPORTED_PRODUCT_TYPE",
            "argumentNotAccepted",
            "missingRequiredArguments",
            "selectionMismatch",
            "undefinedField");

    private final String sentence;

    Mend(String sentence) {
        this.sentence = sentence;
    }

    /** By a failure's code; what no other place is known for is put right where the item comes from. */
    public static Mend of(String code) {
        if (IN_MAPPING.contains(code)) {
            return MAPPING;
        }
        if (IN_SHOP.contains(code)) {
            return SHOP;
        }
        if (BY_REPLAY.contains(code)) {
            return AGAIN;
        }
        return DEFECTS.contains(code) ? CONNECTOR : PIM;
    }

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public String sentence() {
        return sentence;
    }
}
