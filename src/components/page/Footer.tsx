/** Where the data comes from, and where it goes: nowhere. */
import type { JSX } from 'react';
import classes from './footer.module.css';

export function Footer(): JSX.Element {
  return (
    <footer className={classes.footer}>
      <p>Everything happens in this browser: no text that you type and no model that you train leaves it.</p>
      <p>
        Film reviews: Maas et al., “Learning Word Vectors for Sentiment Analysis”, ACL 2011. Sentences:
        Kotzias et al., “From Group to Individual Labels Using Deep Features”, KDD 2015, CC BY 4.0.
      </p>
    </footer>
  );
}
