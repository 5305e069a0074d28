// SPDX-License-Identifier: Apache-2.0
package io.hivedb.examples.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.assertj.core.data.Offset;

/** What a search found: read from its rows, and held against the truth. */
final class Matches {

  private static final Offset<Double> TOLERANCE = within(1e-5);

  private Matches() {}

  static Match read(ResultSet row) throws SQLException {
    return new Match(
        row.getLong("synset"),
        row.getString("word"),
        row.getString("definition"),
        row.getDouble("distance"));
  }

  static void assertSame(List<Match> found, List<Match> truth) {
    assertThat(found)
        .extracting(Match::synset)
        .containsExactlyElementsOf(truth.stream().map(Match::synset).toList());
    for (int i = 0; i < truth.size(); i++) {
      assertThat(found.get(i).distance()).isCloseTo(truth.get(i).distance(), TOLERANCE);
    }
  }
}
