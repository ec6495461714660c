package io.silkroute.search;

import io.silkroute.catalogue.ItemKey;
import io.silkroute.connector.ConnectorName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.SerialMergeScheduler;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.TopFieldCollectorManager;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.LockObtainFailedException;
import org.apache.lucene.store.NIOFSDirectory;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.IOUtils;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The index in its folder: one writes, any number search meanwhile. It can be deleted at any time: it is made anew from
 * the tables.
 */
final class SearchIndex implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SearchIndex.class);

    // Read with calls, not mapped: what is mapped counts as the process's memory.
    private final Directory directory;
    private final IndexWriter writer;
    private final SearcherManager searchers;

    /** @param score see {@link SearchQuery} @param order its place among those of the same score */
    record Hit(ConnectorName connector, ItemKey key, float score, String order) {}

    private static final Sort BEST_FIRST =
            new Sort(SortField.FIELD_SCORE, new SortField(SearchEntry.ORDER, SortField.Type.STRING));

    private SearchIndex(Directory directory, IndexWriter writer) throws IOException {
        this.directory = directory;
        this.writer = writer;
        this.searchers = new SearcherManager(writer, null);
    }

    /** One that cannot be read is thrown away: it is made anew. @throws IOException if another process has it open */
    static SearchIndex open(Path folder) throws IOException {
        try {
            return opened(folder);
        } catch (LockObtainFailedException another) {
            throw another;
        } catch (IOException | IllegalArgumentException unreadable) {
            LOG.warn("The index of the search cannot be read and is made anew.", unreadable);
            try (Directory files = new NIOFSDirectory(folder)) {
                for (String file : files.listAll()) {
                    files.deleteFile(file);
                }
            }
            return opened(folder);
        }
    }

    private static SearchIndex opened(Path folder) throws IOException {
        Directory directory = new NIOFSDirectory(folder);
        IndexWriter writer = null;
        try {
            writer = new IndexWriter(
                    directory,
                    new IndexWriterConfig()
                            .setRAMBufferSizeMB(8)
                            .setMergeScheduler(new SerialMergeScheduler())
                            .setCommitOnClose(false));
            return new SearchIndex(directory, writer);
        } catch (IOException | RuntimeException e) {
            IOUtils.closeWhileHandlingException(writer, directory);
            throw e;
        }
    }

    /** What was committed last with the entries of that moment; empty for an index that is new. */
    Map<String, String> committed() {
        Map<String, String> committed = new HashMap<>();
        Iterable<Map.Entry<String, String>> data = writer.getLiveCommitData();
        if (data != null) {
            data.forEach(entry -> committed.put(entry.getKey(), entry.getValue()));
        }
        return committed;
    }

    void put(Term key, Document document) throws IOException {
        writer.updateDocument(key, document);
    }

    void remove(Collection<Term> keys) throws IOException {
        writer.deleteDocuments(keys.toArray(Term[]::new));
    }

    /** All entries of a connector. */
    void forget(String connector) throws IOException {
        writer.deleteDocuments(new Term(SearchEntry.CONNECTOR, connector));
    }

    void clear() throws IOException {
        writer.deleteAll();
    }

    /** Entries of before are found from now on. */
    void show() throws IOException {
        searchers.maybeRefreshBlocking();
    }

    /** After a crash the index is as it was here. */
    void commit(Map<String, String> data) throws IOException {
        writer.setLiveCommitData(data.entrySet());
        writer.commit();
    }

    int size() {
        return writer.getDocStats().numDocs;
    }

    /** @param after the last of the page before; null for the first page */
    List<Hit> search(Query query, @Nullable Hit after, int limit) {
        try {
            IndexSearcher searcher = searchers.acquire();
            try {
                int last = searcher.getIndexReader().maxDoc() - 1;
                if (last < 0) {
                    return List.of();
                }
                // The order is each entry's own, so that the number of its document decides nothing.
                FieldDoc behind = after == null
                        ? null
                        : new FieldDoc(last, after.score(), new Object[] {after.score(), new BytesRef(after.order())});
                ScoreDoc[] found =
                        searcher.search(query, new TopFieldCollectorManager(BEST_FIRST, limit, behind, 1)).scoreDocs;
                return read(searcher.storedFields(), found);
            } finally {
                searchers.release(searcher);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Hit> read(StoredFields stored, ScoreDoc[] found) throws IOException {
        List<Hit> hits = new ArrayList<>();
        for (ScoreDoc one : found) {
            String key = stored.document(one.doc).get(SearchEntry.KEY);
            int space = key.indexOf(' ');
            Object[] place = ((FieldDoc) one).fields;
            hits.add(new Hit(
                    new ConnectorName(key.substring(0, space)),
                    ItemKey.of(key.substring(space + 1)).orElseThrow(),
                    (Float) place[0],
                    ((BytesRef) place[1]).utf8ToString()));
        }
        return hits;
    }

    boolean any(Query query) throws IOException {
        IndexSearcher searcher = searchers.acquire();
        try {
            return searcher.count(query) > 0;
        } finally {
            searchers.release(searcher);
        }
    }

    @Override
    public void close() throws IOException {
        try (directory;
                writer) {
            searchers.close();
        }
    }
}
