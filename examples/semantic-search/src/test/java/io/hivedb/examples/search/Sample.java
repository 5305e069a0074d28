// SPDX-License-Identifier: Apache-2.0
package io.hivedb.examples.search;

import static java.util.Objects.requireNonNull;

import com.pgvector.PGvector;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.sql.DataSource;

/** The sample, read once, and how it gets into a database. */
final class Sample {

  static final List<Gloss> GLOSSES = WordNetSample.glosses();
  static final List<Query> QUERIES = WordNetSample.queries();

  private Sample() {}

  static GlossRepository loadInto(DataSource dataSource) throws SQLException {
    GlossRepository repository = new GlossRepository(dataSource);
    repository.addTopics(topics());
    repository.addAll(GLOSSES);
    return repository;
  }

  static Set<String> topics() {
    Set<String> topics = new TreeSet<>();
    GLOSSES.forEach(gloss -> topics.add(gloss.topic()));
    return topics;
  }

  static List<Gloss> ofTopic(String topic) {
    return GLOSSES.stream().filter(gloss -> gloss.topic().equals(topic)).toList();
  }

  static Gloss gloss(String topic, String word) {
    return ofTopic(topic).stream()
        .filter(gloss -> gloss.word().equals(word))
        .findFirst()
        .orElseThrow();
  }

  /** The embedding of a gloss of the sample, where every gloss has one. */
  static PGvector embedding(Gloss gloss) {
    return requireNonNull(gloss.embedding());
  }

  static Query query(int number) {
    return QUERIES.get(number - 1);
  }
}
