"""Words of which every sentence for the car has at least one: written by nlu/sampling/known_words.py."""

KNOWN = """
about above ac across activate active actually adaptive add adjust after again against ages agree ahead aid air air's
aircon airflow ajar alarm all almost alone along already alright also always am ambient annoying another answer any
anymore anything anyway anywhere appointment are area aren't around arrival arrive as ask asked asking asleep assist
assistant at attendant audio auto automatic automatically avoid awake away b baby baby's back back's backrest
backwards bad bag bags band bank barely bass battery be beam beams because bedroom been before begin behind being best
better between big bigger bit black blades blast blind blinding blinds blinkers blinking blocks blow blower blowing
blue bluetooth board boiler boiling boot bored both bother bottom breath breathe breathing breeze bright brighter
brightness bring bucketing bum bump burning bus business button by c cabin calendar call called calling came can can't
cancel cap car car's carry cash catch chance change changed chattering check cheeks chilly clean cleaner clear climate
clock close closed closer closest co cold colder come comes comfort coming complaining completely con conditioner
conditioning connect continue control cooker cool cooled cooler cooling could count counting county cover crack crank
cruise current curtains cut d dark dash dashboard date daughter daughter's day dead dear decide decrease defogger
defrost defroster degree degrees delete demist demister dentist destination dial did didn't dim dimmer dip dipped
direction directions dirty disable display distance distracting do dodgy does dog doing dome don't done door doors
double down draught draw drive driver driver's driving drop dropped drops dry due dust dying each ears ease eco
economy eight eighteen eighty else email emergency empty enable end engine engine's enough even ever every everybody
everyone everyone's everything everything's everywhere eyes face fall fan fancy far fast faster fastest favourite feel
feeling feels feet fell few fewest fiddling fifteen fifty filter find fine fingers fire first fish five flap flashers
flashing flat flies floor flowers fluid fm fog fogging foggy fold for forget forty forward forwards four free freezer
freezing fresh friday fridge friend from front frost frozen frying fuel full fumes further gale gap garage gas gate
get gets getting give giving glare glass glasses gloves glowing go goes going gone good got grab grandma guidance
guide gym h had hair half halfway hand handle hands hang hard harder hardly has hatch hate have haven't hazard hazards
he he's head headache heading headlamps headlights heads hear heat heated heater heaters heating her here hers hey
high higher highest highway highways him his hit hold home hot hotter hour house how how's hud hundred hungry hurry
hurt hurts hush hvac i'd i'll i'm i've ice icy if inch increase input inside instead interior intermittent interval
into isn't it'll it's its jam john juice just keep keeping keeps kids kill killing kilohertz kilometres kindly kitchen
knees knock lamp lamps lane last late lay lean leather leave left leg legs less let's level levels lid lift light
lighting lights liked line lines link list listen listening little living loaded lock locked locks long longer look
looking looks lorry lost lot loud louder loudness love lovely low lower lowest luggage m machine mad maintenance make
man manual many map massage match mate max maximum may meant media meeting megahertz melting memory message messages
might mileage miles milk min mind mine minimum minus minute minutes mirror mirrors missed mist misty mode moment
monitor mood more morning motorway motorways move moving much mum mum's music must mute my myself name narrow nav
navigate navigation near nearby nearest nearly neck need needs never new news next nice night nine nineteen ninety no
nobody nobody's noise noisy normal north nose not notch notches note nothing now numb number o'clock odometer off
office officer oil ok okay old on once one one's ones only onto open option or other our out outside oven over
overhead own panel parents park parked parking pass passenger passenger's past pause pay peace pedals people percent
petrol phone pick picking pitch place play playing please plenty plus podcast podcasts point pollen pop position
possible power preset pressure previous proper properly puff pull pump purifier put quality quarter quick quicker
quickest quiet quieter radio rain rain's raining raise range rather reach read reading really rear recirc recirculate
recirculation recline recommended red redial reduce refrigerator remaining remind reminder remove rental reply rest
rid right ring ringing road roads robot roll roof room roomba round route run running s said same sat save saved say
saying says schedule score screen screen's sea seat seat's seats second send sensor sensors separate service set
setting seven seventeen seventy shade shaking she she's shivering shopping short shortest should show shows shut sick
side side's sides silence since sing sitting six sixty skip sky sleep sleeping slide slightly slow slower small smart
smell smells smoke smoking snow snowing soaked softer some somebody somebody's someone something somewhere song soon
sorry sound sounds source spare speak speakers speed split sport sporty spot spray squeeze squirt stand standing
staring start started state station status steering step steps stereo stick sticking sticky stiff still stinks stock
stop stopped stopping stove straight street strips strong stronger stuck stuff stuffy sun sun's sunroof sunshade
supposed sure sweating sweaty swing swish switch switched sync system tailgate take talk talking tank teeth television
tell telly temp temperature temperatures ten terrible text than thank thanks that's their theirs them themselves then
there there's these they they're they've thing think third thirsty thirty those three through ticket tight till tilt
time timer tiny tip tired toasty today toes toll tolls tomorrow too took top touch town track traffic travel trip
trouble truck trunk try trying tuck tune tunes tunnel turn turned turning tv twenty two tyre tyres u under underfloor
undo unfold unlock unmute until up uphill upright us usb use vacuum valve vent ventilated ventilation vents very via
view voice voicemail volume wait waiting wake want wants warm warmer warmers warmth warning was wash washed washer
washing water wave way waypoint ways we we'll we're we've weak weakest wearing weather were wet whack what what's
whatever wheel when when's where where's whether which whichever while whisper who who's whoever whole whose why why's
wide width wife wife's will wind window windows windscreen windscreen's windshield windy wing wipe wiper wipers wiping
wires wise with without won't word work working would wouldn't write wrong yes yesterday yet you're you've your zero
zones zoom
"""
