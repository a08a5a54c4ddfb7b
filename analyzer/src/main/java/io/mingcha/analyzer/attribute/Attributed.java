package io.mingcha.analyzer.attribute;

import io.mingcha.analyzer.catalogue.Recipient;
import io.mingcha.flows.Party;

/**
 * Who stands behind a host in one session.
 *
 * @param declared whether the declaration names it; false also where there is no declaration
 * @param companyDeclared whether it names that or another service of the same company
 */
public record Attributed(Recipient recipient, Party party, boolean declared, boolean companyDeclared) {}
