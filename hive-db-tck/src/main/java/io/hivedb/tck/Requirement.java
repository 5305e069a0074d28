// SPDX-License-Identifier: Apache-2.0
package io.hivedb.tck;

import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether a test may be skipped because the machine lacks something. It may, with the reason shown,
 * unless {@code -Dhive.test.require} names the backend: then it fails.
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public final class Requirement {

  /** The system property: backend ids with commas between. */
  public static final String PROPERTY = "hive.test.require";

  private static final Logger LOG = LoggerFactory.getLogger(Requirement.class);

  /** Said once each: a report's XML is read by few, and a run has many tests. */
  private static final Set<String> SAID = ConcurrentHashMap.newKeySet();

  private Requirement() {}

  /**
   * Goes on if the backend can be tested here; otherwise skips the test, or fails it.
   *
   * @param backend the backend's id
   * @param available whether it can be tested here
   * @param reason what is missing, as a phrase
   */
  public static void check(String backend, boolean available, String reason) {
    if (!available && isRequired(backend)) {
      Assertions.fail(PROPERTY + " demands the backend [" + backend + "], but " + reason + ".");
    }
    String skipped = "[" + backend + "] is not tested here: " + reason;
    if (!available && SAID.add(skipped)) {
      LOG.warn("{}", skipped);
    }
    Assumptions.assumeTrue(available, skipped);
  }

  /**
   * Tells whether a missing backend is a failure.
   *
   * @param backend the backend's id
   * @return whether {@link #PROPERTY} names it
   */
  public static boolean isRequired(String backend) {
    return Arrays.asList(System.getProperty(PROPERTY, "").split(",", -1)).contains(backend);
  }
}
