// SPDX-License-Identifier: Apache-2.0
package io.hivedb.junit;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/** What tests see of each other; the later, the less. */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public enum Isolation {
  /**
   * All classes of a run with the same preparation use one database, and see what the others did.
   * The cheapest: for tests that only read, or that clean up themselves.
   */
  SHARED,
  /** Each class has a database of its own, in which its tests see each other's changes. */
  CLASS,
  /**
   * As {@link #CLASS}, and before each test the database returns to the state after preparation and
   * {@code @BeforeAll}. The backend needs {@link io.hivedb.Capability#SNAPSHOTS}. Tests of such a
   * class run one after the other, also where JUnit runs others in parallel.
   */
  METHOD
}
