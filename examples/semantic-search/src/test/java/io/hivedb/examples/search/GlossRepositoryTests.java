// SPDX-License-Identifier: Apache-2.0
package io.hivedb.examples.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.hivedb.junit.HiveDatabase;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@HiveDatabase(scripts = "schema.sql")
class GlossRepositoryTests {

  private static final Gloss HORSE = Sample.gloss("animal", "horse");
  private static final Gloss DOG = Sample.gloss("animal", "dog");
  private static final Gloss TREE = Sample.gloss("plant", "tree");

  private GlossRepository repository;
  private Sql sql;

  @BeforeEach
  void startWithoutGlosses(DataSource dataSource) throws SQLException {
    repository = new GlossRepository(dataSource);
    sql = new Sql(dataSource);
    sql.update("TRUNCATE gloss RESTART IDENTITY");
    repository.addTopics(Sample.topics());
  }

  @Nested
  class AddingAGloss {

    @Test
    void returnsTheIdThatTheDatabaseGives() throws SQLException {
      assertThat(List.of(repository.add(HORSE), repository.add(DOG))).containsExactly(1L, 2L);
    }

    @Test
    void keepsEveryColumn() throws SQLException {
      repository.add(HORSE);

      assertThat(repository.find(HORSE.synset()))
          .get()
          .usingRecursiveComparison()
          .ignoringFields("details")
          .isEqualTo(HORSE);
    }

    @Test
    void keepsJsonInTheFormThatPostgresqlGivesIt() throws SQLException {
      repository.add(HORSE);

      assertThat(HORSE.details()).isEqualTo("{\"synonyms\":[\"horse\"],\"uses\":103}");
      assertThat(repository.find(HORSE.synset()))
          .get()
          .extracting(Gloss::details)
          .isEqualTo("{\"uses\": 103, \"synonyms\": [\"horse\"]}");
    }

    @Test
    void stampsItWithThePresentTime() throws SQLException {
      repository.add(HORSE);

      OffsetDateTime created = sql.one(OffsetDateTime.class, "SELECT created_at FROM gloss");
      assertThat(created)
          .isCloseTo(OffsetDateTime.now(created.getOffset()), within(1, ChronoUnit.MINUTES));
    }

    @Test
    void fillsTheColumnsThatAreLeftOut() throws SQLException {
      sql.update(
          "INSERT INTO gloss (synset, topic, word, definition) VALUES (1, 'animal', 'yak', 'a shaggy ox')");

      assertThat(repository.find(1))
          .contains(new Gloss(1, "animal", "yak", "a shaggy ox", "{}", null));
    }
  }

  @Nested
  class AddingManyGlosses {

    @Test
    void addsAllOfThem() throws SQLException {
      repository.addAll(Sample.GLOSSES);

      assertThat(repository.count()).isEqualTo(1_000);
    }

    @Test
    void givesIdsInTheirOrder() throws SQLException {
      repository.addAll(Sample.ofTopic("food"));

      assertThat(sql.all(Long.class, "SELECT synset FROM gloss ORDER BY id"))
          .containsExactlyElementsOf(Sample.ofTopic("food").stream().map(Gloss::synset).toList());
    }

    @Test
    void addsNoneWhenOneIsRefused() throws SQLException {
      repository.add(TREE);

      SqlStates.assertRefused(
          SqlStates.UNIQUE_VIOLATION, () -> repository.addAll(List.of(HORSE, DOG, TREE)));
      assertThat(repository.count()).isEqualTo(1);
    }

    @Test
    void passesOverTopicsThatAreThere() throws SQLException {
      repository.addTopics(List.of("animal", "mineral", "plant"));

      assertThat(
              sql.one(
                  Long.class,
                  "SELECT count(*) FROM topic WHERE name IN ('animal', 'mineral', 'plant')"))
          .isEqualTo(3);
    }
  }

  @Nested
  class SavingAGloss {

    private final Gloss corrected =
        new Gloss(
            HORSE.synset(),
            "animal",
            "horse",
            "what a rider rides",
            "{\"uses\": 1}",
            DOG.embedding());

    @Test
    void addsItWhenItIsNew() throws SQLException {
      repository.save(HORSE);

      assertThat(repository.count()).isEqualTo(1);
    }

    @Test
    void replacesItWhenItIsKnown() throws SQLException {
      repository.add(HORSE);
      repository.save(corrected);

      assertThat(repository.count()).isEqualTo(1);
      assertThat(repository.find(HORSE.synset())).contains(corrected);
    }

    @Test
    void keepsTheId() throws SQLException {
      repository.add(DOG);
      long id = repository.add(HORSE);

      assertThat(repository.save(corrected)).isEqualTo(id);
    }

    @Test
    void leavesTheOtherGlossesAlone() throws SQLException {
      repository.addAll(List.of(HORSE, DOG));
      repository.save(corrected);

      assertThat(repository.find(DOG.synset()))
          .get()
          .extracting(Gloss::definition)
          .isEqualTo(DOG.definition());
    }
  }

  @Nested
  class DeletingAGloss {

    @Test
    void removesThatOneOnly() throws SQLException {
      repository.addAll(List.of(HORSE, DOG));

      assertThat(repository.delete(HORSE.synset())).isTrue();
      assertThat(repository.find(HORSE.synset())).isEmpty();
      assertThat(repository.find(DOG.synset())).isPresent();
    }

    @Test
    void saysWhenThereWasNone() throws SQLException {
      assertThat(repository.delete(4711)).isFalse();
    }

    @Test
    void canReturnWhatItRemoved() throws SQLException {
      repository.addAll(List.of(HORSE, DOG, TREE));

      assertThat(
              sql.all(String.class, "DELETE FROM gloss WHERE topic = ? RETURNING word", "animal"))
          .containsExactlyInAnyOrder("horse", "dog");
    }
  }
}
