package io.silkroute.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.silkroute.mapping.MappingFiles.MappingFile;
import io.silkroute.mapping.read.MappingError;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every mistake in a mapping file is told with file, line and key, and with what was probably meant. */
class MappingErrorsTest {

    static Stream<Arguments> mistakes() {
        return Stream.of(
                mistake("fields: {title: name, titel: name}", 1, "fields.titel", "Did you mean “title”?"),
                mistake("fields:\n  title: name\n  seo.titel: name", 3, "fields.seo.titel", "SEOInput has no field"),
                mistake(
                        "fields: {title: name}\nvariant:\n  fields:\n    prise: price",
                        4,
                        "variant.fields.prise",
                        "“price”?"),
                mistake("fields: {title: name}\nvariant: {field: {}}", 2, "variant.field", "Did you mean “fields”?"),
                mistake("fields: {title: name}\nmetafield: []", 2, "metafield", "Did you mean “metafields”?"),
                mistake(
                        "fields: {title: name}\nmetafields: [{namespace: pim, key: ab, from: a, scale: {min: 1, max: 5}}]",
                        2,
                        "metafields[0].scale",
                        "Only a rating has a scale"),
                mistake(
                        "fields: {title: name}\nmetafields: [{namespace: pim, key: ab, from: a, pin: true}]",
                        2,
                        "metafields[0].pin",
                        "say define: true"),
                mistake(
                        "fields: {title: name}\nmetafields: [{namespace: pim, key: ab, from: a, type: rating, define: true}]",
                        2,
                        "metafields[0].define",
                        "needs a scale"),
                mistake("fields: {title: name, title.x: name}", 1, "fields.title.x", "has no fields of its own"),
                mistake("fields: {title: name, variants: x}", 1, "fields.variants", "section of its own"),
                mistake(
                        "fields: {title: name, combinedListingRole: attributes.role}",
                        1,
                        "fields.combinedListingRole",
                        "is not mapped: Shopify takes it only when a product is made"),
                mistake(
                        "fields: {title: name}\nvariant: {fields: {position: attributes.rank}}",
                        2,
                        "variant.fields.position",
                        "variant: {order: …}"),
                mistake(
                        "fields: {title: name, category: {value: Furniture > Sofa}}",
                        1,
                        "fields.category",
                        "Did you mean “Furniture > Sofas”?"),
                mistake(
                        "fields: {title: name}\nvariant: {fields: {inventoryItem.countryCodeOfOrigin: {value: UKK}}}",
                        2,
                        "variant.fields.inventoryItem.countryCodeOfOrigin",
                        "is none of AC, AD"),
                mistake(
                        "fields: {title: name, handle: {from: a, first: [b]}}",
                        1,
                        "fields.handle",
                        "one of from, first"),
                mistake("fields: {title: name, handle: {as: slug}}", 1, "fields.handle", "one of from, first"),
                mistake("fields: {title: name, handle: {form: a}}", 1, "fields.handle.form", "Did you mean “from”?"),
                mistake(
                        "fields: {title: name, handle: {from: a, as: slag}}",
                        1,
                        "fields.handle.as",
                        "Did you mean “slug”?"),
                mistake(
                        "fields: {title: name, handle: {from: a, inherit: yse}}",
                        1,
                        "fields.handle.inherit",
                        "not known here"),
                mistake(
                        "fields: {title: name, handle: {first: [a], inherit: true}}",
                        1,
                        "fields.handle.inherit",
                        "Only a path"),
                mistake("fields: {title: {from: name, follow: true}}", 1, "fields.title.follow", "unknown here"),
                mistake(
                        "fields: {title: name, handle: {first: [{from: a, follow: true}]}}",
                        1,
                        "fields.handle.first[0].follow",
                        "unknown here"),
                mistake("fields: {title: name, handle: a..b}", 1, "fields.handle", "A path such as"),
                mistake("fields: {title: name, handle: }\n", 1, "fields.handle", "A path such as"),
                mistake("fields: {title: name, handle: [a, b]}", 1, "fields.handle", "One value is expected"),
                mistake("fields: {handle: id}", 1, "fields", "Shopify needs a title"),
                mistake("fields: {title: name, status: {value: ACTVE}}", 1, "fields.status", "Did you mean “ACTIVE”?"),
                mistake(
                        "fields: {title: name, status: {from: status, words: {visible: Active}}}",
                        1,
                        "fields.status",
                        "Did you mean “ACTIVE”?"),
                mistake(
                        "fields: {title: name, status: {first: [status, {value: visible}], words: {visibel: ACTIVE}}}",
                        1,
                        "fields.status",
                        "“visible” is none of"),
                mistake("fields: {title: {formula: 'name ~> '}}", 1, "fields.title.formula", "cannot be read"),
                mistake("fields: {title: {formula: '$upper(name)'}}", 1, "fields.title.formula", "does not exist"),
                mistake("fields: {title: {formula: 'name & $now()'}}", 1, "fields.title.formula", "may not use $now"),
                mistake("fields: {title: {formula: '$eval(name)'}}", 1, "fields.title.formula", "may not use $eval"),
                mistake("fields: {title: name, title: id}", 1, "fields", "stands here twice"),
                mistake("target: produkt\nfields: {title: name}", 1, "target", "Did you mean “product”?"),
                mistake("fields: {title: name}\ncollections: from category", 2, "collections", "“from categories”?"),
                mistake("fields: {title: name}\noptions: {values: readible}", 2, "options.values", "“readable”?"),
                mistake("fields: {title: name}\nlists: {tags: own}", 2, "lists.tags", "Did you mean “owned”?"),
                mistake("fields: {title: name}\nlists: {tag: owned}", 2, "lists.tag", "Did you mean “tags”?"),
                mistake("target: collection\nfields: {title: name}\nimages: images", 3, "images", "Only a product's"),
                mistake(
                        "fields: {title: name}\nimages: {from: images, variants: a}",
                        2,
                        "images.variants",
                        "unknown here"),
                mistake(
                        "fields: {title: name}\nmetafields:\n- {namespace: p, key: kk, from: a}",
                        3,
                        "metafields[0]",
                        "3 to 255"),
                mistake(
                        "fields: {title: name}\nmetafields:\n- {namespace: pim, key: kk, type: number_int, from: a}",
                        3,
                        "metafields[0].type",
                        "Did you mean “number_integer”?"),
                mistake(
                        "fields: {title: name}\nmetafields:\n- {namespace: pim, key: kk}",
                        3,
                        "metafields[0]",
                        "from where"),
                mistake(
                        "fields: {title: name}\nmetafields:\n- {namespace: silkroute, key: item_id, from: a}",
                        3,
                        "metafields[0]",
                        "connector's own"),
                mistake(
                        "fields: {title: name}\nmetafields:\n- {namespace: pim, key: kk, from: a}\n- {namespace: pim, key: kk, from: b}",
                        4,
                        "metafields[1]",
                        "stands here twice"),
                mistake("fields:\n  title: name\n handle: id", 3, "(file)", "This is not YAML"),
                mistake("fields: {title: \"\u0001\"}", 1, "(file)", "This is not YAML"),
                mistake("", 1, "(file)", "The file is empty"),
                mistake("- a\n- b", 1, "(file)", "Keys with values"),
                mistake("fields: {title: &a {first: [*a]}}", 1, "fields.title.first", "nested too deeply"));
    }

    private static Arguments mistake(String text, int line, String key, String sentence) {
        return Arguments.of(text, line, key, sentence);
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void a_mistake_is_told_with_its_place(String text, int line, String key, String sentence) {
        List<MappingError> errors = MappingText.errors(text);
        assertThat(errors).anySatisfy(error -> {
            assertThat(error.file()).isEqualTo("m.yaml");
            assertThat(error.line()).isEqualTo(line);
            assertThat(error.key()).startsWith(key);
            assertThat(error.sentence()).contains(sentence);
        });
    }

    @Test
    void all_mistakes_of_all_files_are_told_at_once() {
        List<MappingFile> files = List.of(
                new MappingFile("a.yaml", "fields: {titel: name}\nlist: {}", null),
                new MappingFile("b.yaml", "fields: {title: name}\ncollection: colection.yaml", null),
                new MappingFile("c.yaml", "fields: {title: name}\ncollection: b.yaml", null),
                new MappingFile("collection.yaml", "target: collection\nfields: {title: name}", null));
        assertThatThrownBy(() -> new Mappings(files, new MappingReader(MappingText.TYPES)))
                .isInstanceOf(MappingInvalid.class)
                .hasMessageContaining("a.yaml, line 1, fields.titel (column 17): ")
                .hasMessageContaining("a.yaml, line 2, list (column 7): ")
                .hasMessageContaining("b.yaml, line 2, collection (column 13): “colection.yaml” is no mapping file")
                .hasMessageContaining("Did you mean “collection.yaml”?")
                .hasMessageContaining("c.yaml, line 2, collection (column 13): “b.yaml” is no mapping file");
    }

    @Test
    void a_connector_can_only_be_given_a_mapping_of_products() {
        List<MappingFile> files = List.of(
                new MappingFile("product.yaml", "fields: {title: name}", null),
                new MappingFile("collection.yaml", "target: collection\nfields: {title: name}", null));
        assertThat(new Mappings(files, new MappingReader(MappingText.TYPES)).names())
                .containsExactly("product.yaml");
    }
}
