// SPDX-License-Identifier: Apache-2.0
package io.hivedb.junit.internal.report;

import java.util.List;

/**
 * The tests of a class.
 *
 * @param name the class's full name
 * @param preparationMillis what was spent on the database of the class, before any test
 * @param tests in the order in which they ended
 */
public record ClassResult(String name, double preparationMillis, List<TestResult> tests) {}
