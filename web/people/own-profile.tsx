import { useProfile } from '../../client/react/index.ts';
import { Popup } from '../elements/popup.tsx';
import { ProfileForm } from './profile-form.tsx';

export interface OwnProfileProps {
  readonly user: string;
  readonly isOpen: boolean;
  readonly onOpenChange: (isOpen: boolean) => void;
}

/** How one is shown to others, to be changed. */
export function OwnProfile({ user, isOpen, onOpenChange }: OwnProfileProps) {
  const profile = useProfile(user);
  return (
    <Popup title="Your profile" isOpen={isOpen} onOpenChange={onOpenChange}>
      <p className="note">
        Your name is {user}, and stays so. What you say here is shown beside it, or in its stead.
      </p>
      <ProfileForm profile={profile} onDone={() => onOpenChange(false)} />
    </Popup>
  );
}
