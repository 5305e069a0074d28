// SPDX-License-Identifier: Apache-2.0
package io.hivedb.examples.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.hivedb.junit.HiveDatabase;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@HiveDatabase(scripts = "schema.sql")
class FindingGlossesTests {

  private static GlossRepository repository;
  private static Sql sql;

  @BeforeAll
  static void load(DataSource dataSource) throws SQLException {
    repository = Sample.loadInto(dataSource);
    sql = new Sql(dataSource);
  }

  @Nested
  class FindingAGloss {

    @Test
    void givesNothingForAnUnknownNumber() throws SQLException {
      assertThat(repository.find(4711)).isEmpty();
    }

    @Test
    void takesOneOfItsSynonyms() throws SQLException {
      assertThat(repository.findBySynonym("airplane"))
          .extracting(Gloss::word)
          .containsExactly("plane");
      assertThat(repository.findBySynonym("no such word")).isEmpty();
    }

    @Test
    void filtersByANumberInsideTheJson() throws SQLException {
      assertThat(
              sql.all(
                  String.class,
                  "SELECT word FROM gloss WHERE (details ->> 'uses')::int > ? ORDER BY word, synset",
                  200))
          .containsExactly("effect", "eye", "hand", "head", "time", "year");
    }
  }

  @Nested
  class PagingThroughTheGlosses {

    @Test
    void meetsEachOneOnce() throws SQLException {
      List<Gloss> met = new ArrayList<>();
      for (List<Gloss> page = repository.pageAfter(0, 150); !page.isEmpty(); ) {
        met.addAll(page);
        page = repository.pageAfter(page.get(page.size() - 1).synset(), 150);
      }
      assertThat(met)
          .extracting(Gloss::synset)
          .containsExactlyElementsOf(Sample.GLOSSES.stream().map(Gloss::synset).sorted().toList());
    }

    @Test
    void canStartAtAnOffset() throws SQLException {
      assertThat(
              sql.all(
                  Long.class, "SELECT synset FROM gloss ORDER BY synset LIMIT ? OFFSET ?", 10, 990))
          .containsExactlyElementsOf(
              Sample.GLOSSES.stream().map(Gloss::synset).sorted().skip(990).toList());
    }
  }
}
