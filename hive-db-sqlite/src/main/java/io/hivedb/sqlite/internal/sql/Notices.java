// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql;

import io.hivedb.sqlite.internal.sql.error.Notice;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The notices of a session until they are fetched, without those that its client does not want. */
public final class Notices {

  private static final List<String> LEVELS =
      List.of(
          "debug5", "debug4", "debug3", "debug2", "debug1", "log", "notice", "warning", "error");

  private final Settings settings;
  private List<Notice> waiting = new ArrayList<>();

  Notices(Settings settings) {
    this.settings = settings;
  }

  /** Adds a notice, where {@code client_min_messages} lets it through. */
  public void add(Notice notice) {
    String least = String.valueOf(settings.get("client_min_messages")).toLowerCase(Locale.ROOT);
    String severity = notice.severity().toLowerCase(Locale.ROOT);
    int level = LEVELS.indexOf(severity.equals("debug") ? "debug1" : severity);
    if (severity.equals("info") || level >= LEVELS.indexOf(least)) {
      waiting.add(notice);
    }
  }

  /** The notices since the last call. */
  public List<Notice> take() {
    if (waiting.isEmpty()) {
      return List.of();
    }
    List<Notice> taken = waiting;
    waiting = new ArrayList<>();
    return taken;
  }
}
