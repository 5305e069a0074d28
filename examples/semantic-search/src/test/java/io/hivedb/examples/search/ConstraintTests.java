// SPDX-License-Identifier: Apache-2.0
package io.hivedb.examples.search;

import static io.hivedb.examples.search.SqlStates.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import com.pgvector.PGvector;
import io.hivedb.junit.HiveDatabase;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@HiveDatabase(scripts = {"schema.sql", "vector-index.sql"})
class ConstraintTests {

  private static final Gloss HORSE = Sample.gloss("animal", "horse");
  private static final PGvector SHORT = new PGvector(new float[] {1, 2, 3});

  private GlossRepository repository;
  private Sql sql;

  @BeforeEach
  void startWithOneGloss(DataSource dataSource) throws SQLException {
    repository = new GlossRepository(dataSource);
    sql = new Sql(dataSource);
    sql.update("TRUNCATE topic, gloss RESTART IDENTITY");
    repository.addTopics(List.of("animal"));
    repository.add(HORSE);
  }

  @Nested
  class TheDatabaseRefuses {

    @Test
    void aSynsetThatIsAlreadyThere() {
      assertRefused(SqlStates.UNIQUE_VIOLATION, () -> repository.add(HORSE));
    }

    @Test
    void aTopicThatIsAlreadyThere() {
      assertRefused(
          SqlStates.UNIQUE_VIOLATION,
          () -> sql.update("INSERT INTO topic (name) VALUES ('animal')"));
    }

    @Test
    void aGlossOfAnUnknownTopic() {
      assertRefused(
          SqlStates.FOREIGN_KEY_VIOLATION,
          () -> repository.add(new Gloss(1, "mineral", "agate", "a striped stone", "{}", null)));
    }

    @Test
    void toDeleteATopicThatHasGlosses() {
      assertRefused(
          SqlStates.FOREIGN_KEY_VIOLATION,
          () -> sql.update("DELETE FROM topic WHERE name = ?", "animal"));
    }

    @Test
    void aGlossWithoutDefinition() {
      assertRefused(
          SqlStates.NOT_NULL_VIOLATION,
          () -> sql.update("INSERT INTO gloss (synset, topic, word) VALUES (1, 'animal', 'yak')"));
    }

    @Test
    void toForgetADefinition() {
      assertRefused(
          SqlStates.NOT_NULL_VIOLATION, () -> sql.update("UPDATE gloss SET definition = NULL"));
    }

    @Test
    void aVectorOfTheWrongLength() {
      assertRefused(
              SqlStates.DATA_EXCEPTION,
              () -> repository.add(new Gloss(1, "animal", "yak", "a shaggy ox", "{}", SHORT)))
          .withMessageContaining("expected 384 dimensions, not 3");
    }

    @Test
    void toCompareVectorsOfDifferentLengths() {
      assertRefused(
              SqlStates.DATA_EXCEPTION,
              () ->
                  sql.all(
                      Double.class, "SELECT embedding <-> ?::vector FROM gloss", SHORT.getValue()))
          .withMessageContaining("different vector dimensions 384 and 3");
    }

    @Test
    void textThatIsNoVector() {
      assertRefused(
          SqlStates.INVALID_TEXT_REPRESENTATION,
          () -> sql.update("UPDATE gloss SET embedding = ?::vector", "[1,2,x]"));
    }

    @Test
    void textThatIsNoJson() {
      assertRefused(
          SqlStates.INVALID_TEXT_REPRESENTATION,
          () -> sql.update("UPDATE gloss SET details = ?::jsonb", "{uses: 1"));
    }

    @Test
    void aTableThatIsNotThere() {
      assertRefused(SqlStates.UNDEFINED_TABLE, () -> sql.all(Long.class, "SELECT id FROM glosses"));
    }
  }

  @Nested
  class AfterARefusal {

    @Test
    void nothingHasChanged() throws SQLException {
      assertRefused(SqlStates.UNIQUE_VIOLATION, () -> repository.add(HORSE));

      assertThat(repository.count()).isEqualTo(1);
      assertThat(repository.find(HORSE.synset())).get().extracting(Gloss::word).isEqualTo("horse");
    }

    @Test
    void thePoolStillServes() throws SQLException {
      for (int i = 0; i < 20; i++) {
        assertRefused(SqlStates.UNIQUE_VIOLATION, () -> repository.add(HORSE));
      }
      assertThat(repository.delete(HORSE.synset())).isTrue();
    }
  }
}
