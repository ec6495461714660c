package io.silkroute.search;

import io.silkroute.catalogue.Item;
import io.silkroute.catalogue.ItemKey;
import io.silkroute.connector.ConnectorName;
import java.util.LinkedHashSet;
import java.util.Set;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field.Store;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.Term;
import org.apache.lucene.util.BytesRef;

/**
 * An item as the index has it. A word is there whole and by its beginnings, so that one letter is looked up as quickly
 * as a word: what begins with it is not gathered from a million words.
 */
final class SearchEntry {

    static final String KEY = "key";
    static final String CONNECTOR = "connector";
    static final String TYPE = "type";
    static final String STATE = "state";
    static final String ORDER = "order";
    static final String CODE = "code";
    static final String CODE_BEGINS = "code-begins";
    static final String WORD = "word";
    static final String WORD_BEGINS = "word-begins";

    /** Longer beginnings are few to each. */
    static final int LONGEST_BEGINNING = 12;

    private static final int MOST_WORDS = 64;
    private static final int MOST_PARTS = 40;

    private SearchEntry() {}

    static Term term(ConnectorName connector, ItemKey key) {
        return new Term(KEY, connector.text() + " " + key);
    }

    /** The number that people see in the shop's addresses. */
    static String number(String gid) {
        return gid.substring(gid.lastIndexOf('/') + 1);
    }

    static Document document(ConnectorName connector, Item item, ItemStandings.ItemStanding standing) {
        ItemTexts texts = ItemTexts.of(item);
        Set<String> codes = new LinkedHashSet<>();
        Set<String> words = new LinkedHashSet<>();
        for (String code : texts.codes()) {
            codes.add(code(code));
            addWords(code, words);
        }
        if (standing.handle() != null) {
            codes.add(code(standing.handle()));
            addWords(standing.handle(), words);
        }
        if (standing.shopifyId() != null) {
            codes.add(code(number(standing.shopifyId().gid())));
        }
        texts.titles().forEach(title -> addWords(title, words));
        Document document = new Document();
        document.add(new StringField(KEY, connector.text() + " " + item.key(), Store.YES));
        document.add(new StringField(CONNECTOR, connector.text(), Store.NO));
        document.add(new StringField(TYPE, item.type().word(), Store.NO));
        document.add(new SortedDocValuesField(
                ORDER, new BytesRef(item.id() + "\n" + item.type().word() + "\n" + connector.text())));
        standing.states().forEach(state -> document.add(new StringField(STATE, state.word(), Store.NO)));
        add(document, codes, CODE, CODE_BEGINS);
        add(document, words, WORD, WORD_BEGINS);
        return document;
    }

    static String code(String text) {
        String whole = SearchText.whole(text);
        return whole.length() <= 255 ? whole : whole.substring(0, 255);
    }

    private static void addWords(String text, Set<String> words) {
        for (SearchText.Part part : SearchText.parts(text, MOST_PARTS)) {
            part.words().stream().limit(MOST_PARTS).forEach(word -> addWord(word, words));
            if (part.words().size() > 1) {
                addWord(part.joined(), words);
            }
        }
    }

    private static void addWord(String word, Set<String> words) {
        if (words.size() < MOST_WORDS) {
            words.add(word);
        }
    }

    private static void add(Document document, Set<String> texts, String whole, String beginning) {
        Set<String> beginnings = new LinkedHashSet<>();
        for (String text : texts) {
            document.add(new StringField(whole, text, Store.NO));
            for (int end = 1; end <= Math.min(text.length(), LONGEST_BEGINNING); end++) {
                beginnings.add(text.substring(0, end));
            }
        }
        beginnings.forEach(each -> document.add(new StringField(beginning, each, Store.NO)));
    }
}
