package io.mingcha.analyzer.decode;

/** A binary form whose values can be read without a schema, and which no magic marks. */
interface BinaryForm {

    /** As the path shows it. */
    String name();

    /** Whether a message of the form can begin like this; cheap, since it is asked of all bytes that are no text. */
    boolean mayBegin(Slice s);

    /**
     * What the bytes say from the first to the last.
     *
     * @throws Malformed if they are not of this form
     */
    Draft read(Reading reading) throws Malformed;
}
