// SPDX-License-Identifier: Apache-2.0
package io.hivedb.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.hivedb.junit.HiveDatabase;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.ai.document.Document;
import org.springframework.ai.vectorstore.SearchRequest;
import org.springframework.ai.vectorstore.pgvector.PgVectorStore;
import org.springframework.ai.vectorstore.pgvector.PgVectorStore.PgDistanceType;
import org.springframework.ai.vectorstore.pgvector.PgVectorStore.PgIndexType;
import org.springframework.jdbc.core.JdbcTemplate;

/** Spring AI's PgVectorStore, as it comes. */
@HiveDatabase
class SpringAiTests {

  private static final String NEAR = "11111111-1111-1111-1111-111111111111";
  private static final String FAR = "22222222-2222-2222-2222-222222222222";

  private static PgVectorStore store(DataSource dataSource, PgDistanceType distance) {
    PgVectorStore store =
        PgVectorStore.builder(new JdbcTemplate(dataSource), new LetterModel())
            .dimensions(LetterModel.DIMENSIONS)
            .distanceType(distance)
            .indexType(PgIndexType.HNSW)
            .initializeSchema(true)
            .removeExistingVectorStoreTable(true)
            .build();
    store.afterPropertiesSet();
    store.add(
        List.of(
            new Document(NEAR, "aaaab", Map.of("language", "de", "page", 1)),
            new Document(FAR, "aaazzz", Map.of("language", "en", "page", 2))));
    return store;
  }

  private static List<String> search(PgVectorStore store, SearchRequest.Builder request) {
    return store.similaritySearch(request.build()).stream().map(Document::getId).toList();
  }

  @ParameterizedTest
  @EnumSource(PgDistanceType.class)
  void addsAndFinds(PgDistanceType distance, DataSource dataSource) {
    PgVectorStore store = store(dataSource, distance);
    assertThat(
            search(store, SearchRequest.builder().query("aaab").topK(2).similarityThresholdAll()))
        .containsExactly(NEAR, FAR);
  }

  @Test
  void filtersByMetadata(DataSource dataSource) {
    PgVectorStore store = store(dataSource, PgDistanceType.COSINE_DISTANCE);
    SearchRequest.Builder all = SearchRequest.builder().query("aaaa").similarityThresholdAll();
    assertThat(search(store, all.filterExpression("language == 'en' && page >= 2")))
        .containsExactly(FAR);
    assertThat(search(store, all.filterExpression("language in ['de', 'fr']")))
        .containsExactly(NEAR);
    assertThat(search(store, all.filterExpression("page < 1"))).isEmpty();
  }

  @Test
  void replacesAndRemoves(DataSource dataSource) {
    PgVectorStore store = store(dataSource, PgDistanceType.COSINE_DISTANCE);
    store.add(List.of(new Document(NEAR, "zzzzz", Map.of("language", "fr"))));
    List<Document> found =
        store.similaritySearch(SearchRequest.builder().query("zzzzz").topK(1).build());
    assertThat(found).singleElement().extracting(Document::getText).isEqualTo("zzzzz");
    store.delete(List.of(NEAR));
    store.delete("language == 'en'");
    assertThat(search(store, SearchRequest.builder().query("z").similarityThresholdAll()))
        .isEmpty();
  }
}
