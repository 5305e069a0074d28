// SPDX-License-Identifier: Apache-2.0
package io.hivedb.postgres.internal.local;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How to start a server.
 *
 * @param home an installation; empty to look for one
 * @param cache where template clusters are kept; empty for the user's cache directory
 * @param work where servers of tests keep their data; empty for memory or the temp directory
 * @param data a directory of the user's own, which is kept; empty for one that goes
 * @param port 0 for a free one
 * @param timeout how long the start may take
 */
public record LocalSettings(
    Optional<Path> home,
    Optional<Path> cache,
    Optional<Path> work,
    Optional<Path> data,
    int port,
    Duration timeout) {

  /** The key of the setting for {@link #cache}. */
  public static final String CACHE = "hive.postgres.cache-dir";

  /** The key of the setting for {@link #work}. */
  public static final String WORK = "hive.postgres.work-dir";
}
