// SPDX-License-Identifier: Apache-2.0
package io.hivedb.clients;

import static dev.langchain4j.store.embedding.filter.MetadataFilterBuilder.metadataKey;
import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.data.document.Metadata;
import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.store.embedding.EmbeddingMatch;
import dev.langchain4j.store.embedding.EmbeddingSearchRequest;
import dev.langchain4j.store.embedding.filter.Filter;
import dev.langchain4j.store.embedding.pgvector.PgVectorEmbeddingStore;
import io.hivedb.junit.HiveDatabase;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** LangChain4j's PgVectorEmbeddingStore, as it comes. */
@HiveDatabase
class LangChain4jTests {

  private static PgVectorEmbeddingStore store(DataSource dataSource, boolean index) {
    return PgVectorEmbeddingStore.datasourceBuilder()
        .datasource(dataSource)
        .table("segments")
        .dimension(3)
        .useIndex(index)
        .indexListSize(index ? 1 : 0)
        .createTable(true)
        .dropTableFirst(true)
        .build();
  }

  private static List<String> fill(PgVectorEmbeddingStore store) {
    return store.addAll(
        List.of(embedding(1, 0, 0), embedding(0, 1, 0), embedding(0.9f, 0.1f, 0)),
        List.of(segment("first", "de", 1), segment("second", "en", 2), segment("third", "en", 3)));
  }

  private static Embedding embedding(float... values) {
    return Embedding.from(values);
  }

  private static TextSegment segment(String text, String language, int page) {
    return TextSegment.from(text, Metadata.from(Map.of("language", language, "page", page)));
  }

  private static List<String> search(PgVectorEmbeddingStore store, Filter... filter) {
    EmbeddingSearchRequest.EmbeddingSearchRequestBuilder request =
        EmbeddingSearchRequest.builder().queryEmbedding(embedding(1, 0, 0)).maxResults(2);
    for (Filter each : filter) {
      request.filter(each);
    }
    return store.search(request.build()).matches().stream()
        .map(EmbeddingMatch::embedded)
        .map(TextSegment::text)
        .toList();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void addsAndFinds(boolean index, DataSource dataSource) {
    PgVectorEmbeddingStore store = store(dataSource, index);
    fill(store);
    assertThat(search(store)).containsExactly("first", "third");
  }

  @Test
  void filtersByMetadata(DataSource dataSource) {
    PgVectorEmbeddingStore store = store(dataSource, false);
    fill(store);
    assertThat(search(store, metadataKey("language").isEqualTo("en")))
        .containsExactly("third", "second");
    assertThat(search(store, metadataKey("page").isLessThan(2).or(metadataKey("page").isIn(2))))
        .containsExactly("first", "second");
    assertThat(search(store, metadataKey("language").isNotEqualTo("en"))).containsExactly("first");
  }

  @Test
  void givesEmbeddingMetadataAndScore(DataSource dataSource) {
    PgVectorEmbeddingStore store = store(dataSource, false);
    String id = fill(store).get(0);
    EmbeddingMatch<TextSegment> best =
        store
            .search(
                EmbeddingSearchRequest.builder()
                    .queryEmbedding(embedding(1, 0, 0))
                    .maxResults(1)
                    .minScore(0.99)
                    .build())
            .matches()
            .get(0);
    assertThat(best.embeddingId()).isEqualTo(id);
    assertThat(best.score()).isEqualTo(1.0);
    assertThat(best.embedding().vector()).containsExactly(1, 0, 0);
    assertThat(best.embedded().metadata().getInteger("page")).isEqualTo(1);
  }

  @Test
  void addsAgainAndRemoves(DataSource dataSource) {
    PgVectorEmbeddingStore store = store(dataSource, false);
    List<String> ids = fill(store);
    store.addAll(
        List.of(ids.get(0)), List.of(embedding(-1, 0, 0)), List.of(segment("moved", "fr", 9)));
    assertThat(search(store)).containsExactly("third", "second");
    store.removeAll(List.of(ids.get(2)));
    store.removeAll(metadataKey("language").isEqualTo("en"));
    assertThat(search(store)).containsExactly("moved");
    store.removeAll();
    assertThat(search(store)).isEmpty();
  }
}
