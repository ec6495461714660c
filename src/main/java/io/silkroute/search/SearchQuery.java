package io.silkroute.search;

import io.silkroute.catalogue.ItemType;
import io.silkroute.connector.ConnectorName;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.jspecify.annotations.Nullable;

/**
 * What was typed, as the index is asked: an item is found by the beginning of one of its codes, or if every part of what
 * was typed is the beginning of one of its words or codes. Those with that very code stand first, then those whose code
 * begins so.
 */
final class SearchQuery {

    static final int LONGEST = 255;

    /** What is found has this score at least if one of its codes is what was typed. */
    static final float EXACT = 8;

    private static final float BEGINS = 2;
    private static final int MOST_PARTS = 12;
    private static final Pattern GID = Pattern.compile("gid://shopify/\\w+/(\\d+)", Pattern.CASE_INSENSITIVE);

    private SearchQuery() {}

    /** @param q what was typed; null: anything */
    static Query of(
            @Nullable String q, @Nullable ConnectorName connector, @Nullable ItemType type, @Nullable ItemState state) {
        BooleanQuery.Builder query = new BooleanQuery.Builder();
        if (connector != null) {
            query.add(term(SearchEntry.CONNECTOR, connector.text()), Occur.FILTER);
        }
        if (type != null) {
            query.add(term(SearchEntry.TYPE, type.word()), Occur.FILTER);
        }
        if (state != null) {
            query.add(term(SearchEntry.STATE, state.word()), Occur.FILTER);
        }
        query.add(q == null ? new ConstantScoreQuery(new MatchAllDocsQuery()) : typed(q), Occur.MUST);
        return query.build();
    }

    /** What was typed without what nobody types: too much, and the letters before the number of a Shopify id. */
    static String plain(String typed) {
        Matcher gid = GID.matcher(typed.strip());
        String plain = gid.matches() ? gid.group(1) : typed;
        return plain.length() <= LONGEST ? plain : plain.substring(0, LONGEST);
    }

    private static Query typed(String typed) {
        String q = plain(typed);
        String code = SearchEntry.code(q);
        if (code.isEmpty()) {
            return new BooleanQuery.Builder().build(); // matches nothing
        }
        BooleanQuery.Builder any = new BooleanQuery.Builder();
        any.add(scored(term(SearchEntry.CODE, code), EXACT), Occur.SHOULD);
        any.add(scored(beginning(SearchEntry.CODE, SearchEntry.CODE_BEGINS, code), BEGINS), Occur.SHOULD);
        any.add(scored(all(SearchText.parts(q, MOST_PARTS)), 1), Occur.SHOULD);
        return any.build();
    }

    private static Query all(List<SearchText.Part> parts) {
        BooleanQuery.Builder all = new BooleanQuery.Builder();
        parts.forEach(part -> all.add(part(part), Occur.FILTER));
        return all.build();
    }

    private static Query part(SearchText.Part part) {
        BooleanQuery.Builder any = new BooleanQuery.Builder();
        any.add(beginning(SearchEntry.CODE, SearchEntry.CODE_BEGINS, part.text()), Occur.SHOULD);
        List<String> words = part.words();
        if (!words.isEmpty()) {
            any.add(beginning(SearchEntry.WORD, SearchEntry.WORD_BEGINS, part.joined()), Occur.SHOULD);
        }
        if (words.size() > 1) {
            BooleanQuery.Builder inTurn = new BooleanQuery.Builder();
            int last = Math.min(words.size(), MOST_PARTS) - 1;
            words.subList(0, last).forEach(word -> inTurn.add(term(SearchEntry.WORD, word), Occur.FILTER));
            inTurn.add(beginning(SearchEntry.WORD, SearchEntry.WORD_BEGINS, words.get(last)), Occur.FILTER);
            any.add(inTurn.build(), Occur.SHOULD);
        }
        return any.build();
    }

    private static Query beginning(String whole, String beginnings, String text) {
        return text.length() <= SearchEntry.LONGEST_BEGINNING
                ? term(beginnings, text)
                : new PrefixQuery(new Term(whole, text));
    }

    private static Query term(String field, String text) {
        return new TermQuery(new Term(field, text));
    }

    private static Query scored(Query query, float score) {
        return new BoostQuery(new ConstantScoreQuery(query), score);
    }
}
