import { useCallback } from 'react';
import { userProfiles } from '../../client/index.ts';
import { useChatClient, useProfile, useProfiles } from '../../client/react/index.ts';
import { calledText } from './called.ts';
import { namesIn, type Sentence, sentenceText } from './sentence.ts';

/** What somebody is called, as text. @param name undefined: nobody is named, and it is '' */
export function useCalled(name: string | undefined): string {
  const profile = useProfile(name);
  return name === undefined ? '' : calledText(name, profile);
}

/** A sentence as text, with what those in it are called. */
export function useSentenceText(sentence: Sentence): string {
  const profiles = useProfiles(namesIn(sentence));
  return sentenceText(sentence, (name) => calledText(name, profiles.get(name)));
}

/** Says what somebody is called as far as that is known at the time, for what is told as it happens. */
export function useCall(): (name: string) => string {
  const profiles = userProfiles(useChatClient());
  return useCallback((name) => calledText(name, profiles.value.get(name)), [profiles]);
}
